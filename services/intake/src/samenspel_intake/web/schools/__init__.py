"""Pages: the schools of the alliance over time, and dossiers that schools hand over."""
