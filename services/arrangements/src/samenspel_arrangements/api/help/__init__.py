"""HTTP of the course of help."""
