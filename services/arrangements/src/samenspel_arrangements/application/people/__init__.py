"""Keeping what one can and when, and asking a person of the register."""
