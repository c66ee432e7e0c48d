"""Pages of transitions to a next school."""
