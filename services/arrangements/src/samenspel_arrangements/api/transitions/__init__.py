"""HTTP: transitions to a next school."""
