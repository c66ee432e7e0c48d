"""Families: who a child's parents are, where it belongs, and which entries are one child."""
