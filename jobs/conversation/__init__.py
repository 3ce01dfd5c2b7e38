"""Scripted conversations: an owner who writes, taps and waits, played against the real core and the real bot."""
