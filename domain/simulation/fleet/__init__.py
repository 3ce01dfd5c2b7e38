"""Fleets of thousands of made-up cars at the level of features: a year in seconds, with rare faults. Never real data."""
