"""Storage of funding checks."""
