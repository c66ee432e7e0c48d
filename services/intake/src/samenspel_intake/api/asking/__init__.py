"""HTTP: what schools ask."""
