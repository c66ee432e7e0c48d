"""People who can help: what they can, in which languages, and when (N12)."""
