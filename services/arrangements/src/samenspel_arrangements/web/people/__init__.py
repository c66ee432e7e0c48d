"""Pages: who can help, and what one says of oneself."""
