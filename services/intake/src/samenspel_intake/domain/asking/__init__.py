"""What is asked of whom for which kind of request, and how it comes about before it is sent."""
