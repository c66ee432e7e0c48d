"""Pages of TLVs."""
