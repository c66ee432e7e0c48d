"""Pages: what schools arrange by themselves."""
