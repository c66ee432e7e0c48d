"""What leaves reporting: nothing."""
