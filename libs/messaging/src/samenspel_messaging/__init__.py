"""The event spine: facts out of one database and into another, in order, effect once."""
