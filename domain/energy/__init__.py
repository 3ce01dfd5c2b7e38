"""Consumption against the car's own normal and against similar cars."""
