"""One file a check: what it needs, what trips it and why, what it says, how its warnings behave, what it cannot see."""
