"""How cases, arrangements and what is known of others are stored."""
