"""Migrations of the database of notifications."""
