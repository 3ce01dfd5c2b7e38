"""The figures by which the service is judged: each with its count, its interval, its bar, what it means and what it does not tell."""
