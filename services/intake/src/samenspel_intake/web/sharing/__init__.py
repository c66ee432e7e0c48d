"""Pages of leave to share, and of partners."""
