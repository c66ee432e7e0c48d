"""Arrangements: the case, who holds it, and the help that is granted."""
