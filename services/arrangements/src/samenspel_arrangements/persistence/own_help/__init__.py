"""Stored: what schools arranged by themselves, and up to which limits."""
