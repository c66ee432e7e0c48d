"""Storage of registrations."""
