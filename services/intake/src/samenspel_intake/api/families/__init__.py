"""HTTP: families."""
