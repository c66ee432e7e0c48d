"""HTTP: the team of a case."""
