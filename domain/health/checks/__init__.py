"""One file a check: what it needs, what trips it and why, what it says, and what it cannot see."""
