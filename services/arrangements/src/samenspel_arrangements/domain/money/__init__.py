"""Money for help: a ledger for each unit and school year, who may promise how much, and requests."""
