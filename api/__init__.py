"""The HTTP edge: vehicles send telemetry, operators and centres work, owners read their own data."""
