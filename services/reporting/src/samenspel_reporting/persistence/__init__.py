"""The read models in PostgreSQL: tables, how they are written, how they answer."""
