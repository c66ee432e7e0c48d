"""Places: what a unit offers in a school year, who has a place there, and who waits for one."""
