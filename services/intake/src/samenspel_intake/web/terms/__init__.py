"""Pages about terms and calendars."""
