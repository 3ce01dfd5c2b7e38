"""The driving report of one car: what was driven and charged in a time, what it took, how that compares, and what would save."""
