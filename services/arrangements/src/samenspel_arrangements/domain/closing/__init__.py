"""How a case is closed, looked at again, and opened again."""
