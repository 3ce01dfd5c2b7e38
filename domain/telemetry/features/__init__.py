"""From raw samples to what checks read: per charge, rest, trip and day."""
