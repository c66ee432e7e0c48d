"""Pages: money for help."""
