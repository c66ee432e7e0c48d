"""Transitions: a child goes on to its next school, which accepts its file before the first day."""
