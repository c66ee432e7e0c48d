"""HTTP for machines: letters."""
