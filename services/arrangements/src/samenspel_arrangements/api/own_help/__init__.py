"""HTTP: what schools arrange by themselves."""
