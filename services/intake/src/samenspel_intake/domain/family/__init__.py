"""Who a child's parents and guardians are, where they live, and what may be decided by whom."""
