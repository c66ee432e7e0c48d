"""Who may do what, a module a topic; `policies` puts them together."""
