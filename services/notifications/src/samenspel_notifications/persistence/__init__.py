"""Rows, and how they become mailings, contacts and messages."""
