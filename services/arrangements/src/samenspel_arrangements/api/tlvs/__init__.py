"""HTTP for machines: TLVs."""
