"""HTTP for machines: meetings."""
