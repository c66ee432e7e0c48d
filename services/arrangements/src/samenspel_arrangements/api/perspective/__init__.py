"""HTTP for machines: shared perspectives."""
