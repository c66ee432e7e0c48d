"""Use cases about an alliance's terms and calendars."""
