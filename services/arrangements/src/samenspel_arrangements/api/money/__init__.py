"""HTTP: money for help."""
