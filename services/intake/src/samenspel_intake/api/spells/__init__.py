"""HTTP: time without education."""
