"""A made-up alliance to try the system with: names, schools and questions are invented."""
