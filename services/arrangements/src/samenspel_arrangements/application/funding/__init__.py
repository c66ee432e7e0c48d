"""Use cases of comparing TLVs with a list of what is funded."""
