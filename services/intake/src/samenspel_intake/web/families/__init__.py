"""Pages of families: who the parents are, where a child belongs, and what must be put right."""
