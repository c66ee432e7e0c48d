"""What intake reads of the events of others."""
