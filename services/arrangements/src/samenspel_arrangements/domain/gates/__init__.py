"""What a case asks, by the kind of request that it came from."""
