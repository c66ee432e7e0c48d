"""The school's plan for one child (ontwikkelingsperspectief, OPP): Wpo, art. 40a, O1-O8."""
