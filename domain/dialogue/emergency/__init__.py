"""Whether a message tells of an emergency; learned from lines of both languages."""
