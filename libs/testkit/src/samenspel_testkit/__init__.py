"""Real servers, databases and probes for the tests of every service."""
