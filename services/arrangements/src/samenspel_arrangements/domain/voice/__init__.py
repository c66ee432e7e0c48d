"""The voice of the child: what it says itself, what changed by it, and that it hears so."""
