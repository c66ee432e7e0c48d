"""What a child wants and needs, in its own words, shared by child, parents and teacher."""
