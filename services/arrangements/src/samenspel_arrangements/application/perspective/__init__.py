"""What people and events make happen with a shared perspective."""
