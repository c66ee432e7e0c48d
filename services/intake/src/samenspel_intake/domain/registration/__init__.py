"""The registration of a child at a school, by its parents, with the duty of care that it starts."""
