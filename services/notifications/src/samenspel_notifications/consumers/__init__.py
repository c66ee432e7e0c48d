"""What notifications does with the events of others."""
