"""Who outside the alliance may know what of a child: for what, how long, by whose consent."""
