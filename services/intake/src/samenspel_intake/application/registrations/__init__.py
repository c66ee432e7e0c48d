"""Use cases of registrations."""
