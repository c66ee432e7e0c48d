"""The timed work of notifications."""
