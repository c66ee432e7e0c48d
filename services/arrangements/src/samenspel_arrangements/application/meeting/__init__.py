"""Planning, preparing, holding and following up meetings."""
