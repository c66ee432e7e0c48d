"""Help that a school arranged by itself, within its limit, and wrote down afterwards (M11)."""
