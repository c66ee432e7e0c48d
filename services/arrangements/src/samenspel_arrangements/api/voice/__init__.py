"""HTTP for machines: the voice of the child."""
