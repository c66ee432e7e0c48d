"""What a unit's desk decides, by which criteria, and who reads along."""
