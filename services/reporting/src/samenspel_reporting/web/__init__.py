"""Pages for people, in Dutch and in English."""
