"""How partners' systems prove who they are."""
