"""HTTP: places."""
