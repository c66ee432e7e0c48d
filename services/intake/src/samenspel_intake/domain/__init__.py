"""What intake is about: who is who, what is asked, and who answers for it."""
