"""Use cases of a unit's desk."""
