"""What schools ask: prepared, shown to parents, sent, and worked on at the desk."""
