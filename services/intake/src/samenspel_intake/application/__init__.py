"""What can be done with intake, one module a use case."""
