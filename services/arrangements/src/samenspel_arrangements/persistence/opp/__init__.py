"""Stored plans."""
