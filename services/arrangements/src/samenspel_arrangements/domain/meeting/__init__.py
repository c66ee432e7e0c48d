"""A meeting about a child: prepared together, held on one screen, and followed up."""
