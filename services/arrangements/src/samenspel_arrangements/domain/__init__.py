"""The rules of a case and of the help that is granted in it."""
