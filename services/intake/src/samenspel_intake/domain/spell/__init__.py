"""Time without education, or the threat of it: counted whatever it is called in law."""
