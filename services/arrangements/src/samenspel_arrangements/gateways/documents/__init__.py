"""Documents of families and schools: sealed, kept, read by the machine and looked at for viruses."""
