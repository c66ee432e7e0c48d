"""Use cases around places."""
