"""What is counted, how, and who may see it; no technology."""
