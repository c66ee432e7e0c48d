"""Letters to families, in plain Dutch."""
