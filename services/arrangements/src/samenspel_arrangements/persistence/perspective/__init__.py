"""How shared perspectives are stored."""
