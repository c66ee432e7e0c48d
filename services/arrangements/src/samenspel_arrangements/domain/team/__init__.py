"""Who works together in a case, beside who holds it and the parents."""
