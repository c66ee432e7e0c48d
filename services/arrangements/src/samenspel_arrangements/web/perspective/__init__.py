"""Pages of the shared perspective."""
