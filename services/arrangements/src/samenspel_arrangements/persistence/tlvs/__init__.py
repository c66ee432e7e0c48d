"""Stored TLVs."""
