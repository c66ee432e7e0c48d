"""How voice moments are stored."""
