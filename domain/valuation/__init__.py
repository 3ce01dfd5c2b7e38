"""What a car would be offered for: by listings that the operator brings, with an interval, and with its battery beside it."""
