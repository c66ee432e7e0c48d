"""Use cases around time without education."""
