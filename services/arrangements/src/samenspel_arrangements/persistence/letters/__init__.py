"""How letters are stored."""
