"""A worry that anyone may raise, without a form and without an account."""
