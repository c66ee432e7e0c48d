"""Stored places."""
