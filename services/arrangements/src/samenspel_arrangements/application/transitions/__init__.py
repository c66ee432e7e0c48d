"""Use cases of transitions to a next school."""
