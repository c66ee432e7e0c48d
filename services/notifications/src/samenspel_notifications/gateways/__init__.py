"""How mails are written, and handed to a mail server."""
