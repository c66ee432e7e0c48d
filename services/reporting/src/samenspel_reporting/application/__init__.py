"""What reporting answers, and what it asks of the outside."""
