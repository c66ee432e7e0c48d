"""Pages of places: what units offer, who has none yet, and a child's way there."""
