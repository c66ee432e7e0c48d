"""Timed work of arrangements."""
