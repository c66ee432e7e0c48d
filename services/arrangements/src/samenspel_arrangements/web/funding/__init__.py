"""Pages of funding checks."""
