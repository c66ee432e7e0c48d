"""How intake is stored."""
