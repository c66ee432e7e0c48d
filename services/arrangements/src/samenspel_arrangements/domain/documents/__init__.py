"""Documents of a case: reports, plans and letters that people bring."""
