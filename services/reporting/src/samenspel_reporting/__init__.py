"""Reporting: the figures, each with the list behind it."""
