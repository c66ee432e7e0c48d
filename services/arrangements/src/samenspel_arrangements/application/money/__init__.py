"""Use cases around money for help."""
