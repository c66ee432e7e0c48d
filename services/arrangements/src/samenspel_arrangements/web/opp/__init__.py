"""A school's plan for a child."""
