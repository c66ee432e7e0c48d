"""What people and events make happen with a school's plan for a child."""
