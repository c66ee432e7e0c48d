"""What can be done with mailings, contacts and messages."""
