"""Storage of time without education."""
