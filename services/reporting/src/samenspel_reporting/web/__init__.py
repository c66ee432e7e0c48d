"""Pages for people, in Dutch."""
