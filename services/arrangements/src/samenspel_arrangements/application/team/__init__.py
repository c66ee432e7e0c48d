"""What people make happen with the team of a case."""
