"""Pages about time without education."""
