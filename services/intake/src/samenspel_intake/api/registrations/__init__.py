"""HTTP: registrations."""
