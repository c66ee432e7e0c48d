"""What people do with TLVs."""
