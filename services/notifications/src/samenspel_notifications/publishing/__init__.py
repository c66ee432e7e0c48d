"""What leaves notifications as events."""
