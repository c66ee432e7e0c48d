"""Ordering letters."""
