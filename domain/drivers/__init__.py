"""Drivers of a car: the owner is asked before one is let in, sees who they are and when they looked, and ends it."""
