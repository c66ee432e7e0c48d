"""Worries: raised, confirmed, answered, handed over, forgotten; and the family desk."""
