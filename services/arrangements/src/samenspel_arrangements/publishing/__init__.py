"""What leaves this service."""
