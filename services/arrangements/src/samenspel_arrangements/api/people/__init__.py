"""HTTP: who can help."""
