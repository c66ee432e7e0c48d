"""Use cases of leave to share."""
