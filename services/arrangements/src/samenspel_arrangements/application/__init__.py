"""What people and events can make happen in this service, one module per use case."""
