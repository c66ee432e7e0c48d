"""Writing down what a school arranged by itself, and how much it may."""
