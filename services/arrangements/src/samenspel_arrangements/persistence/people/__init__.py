"""Stored: what people say that they can."""
