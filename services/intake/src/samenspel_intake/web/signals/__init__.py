"""Pages of signals: for the public, for people with an account, for desks, for families."""
