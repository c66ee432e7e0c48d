"""Pages of the course of help."""
