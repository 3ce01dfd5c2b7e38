"""Rows to learn from and to judge by, drawn from simulated fleets. Nothing that serves imports it."""
