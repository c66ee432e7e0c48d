"""Stored money: ledgers with their entries, mandates, requests, and what others pay."""
