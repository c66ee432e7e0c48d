"""Intake: from a concern about a child to a request at the right desk."""
