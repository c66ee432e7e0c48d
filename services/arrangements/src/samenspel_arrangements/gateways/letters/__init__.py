"""Makes letters: templates are files, what they say are values, the result is a PDF."""
