"""Arrangements' own adapters to things that are no database: files, scanners, letters."""
