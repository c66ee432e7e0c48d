"""HTTP of funding checks."""
