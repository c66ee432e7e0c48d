"""Pages of the voice of the child."""
