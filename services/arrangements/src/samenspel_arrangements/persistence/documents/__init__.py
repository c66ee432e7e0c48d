"""How documents are stored: what they are in rows, their bytes elsewhere."""
