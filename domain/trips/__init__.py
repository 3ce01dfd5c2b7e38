"""Trips and charges summed, priced and told. Telemetry makes and keeps them, with the features of the same day."""
