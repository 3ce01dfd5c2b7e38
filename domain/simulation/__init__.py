"""Cars that do not exist: named stories that yield telemetry for tests, the demo and training. Never real data."""
