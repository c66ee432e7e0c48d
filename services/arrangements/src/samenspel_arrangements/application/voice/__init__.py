"""What a child says, and what people do with it."""
