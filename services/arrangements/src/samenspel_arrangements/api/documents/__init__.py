"""HTTP for machines: documents."""
