"""Stored transitions to a next school."""
