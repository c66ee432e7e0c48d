"""Work that an operator starts."""
