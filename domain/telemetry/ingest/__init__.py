"""From the body of a request to what may be kept of it."""
