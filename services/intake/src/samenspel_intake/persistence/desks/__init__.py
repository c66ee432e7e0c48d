"""What desks decided, their criteria, deputies, and what they have to do."""
