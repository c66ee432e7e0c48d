"""The team of a case on its page."""
