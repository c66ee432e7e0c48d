"""What an alliance says of its terms and of the days that do not count."""
