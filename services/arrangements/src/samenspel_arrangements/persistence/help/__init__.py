"""Stored help beyond the arrangement itself."""
