"""Use cases of the course of help."""
