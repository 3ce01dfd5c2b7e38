"""Telemetry: the VSS catalogue, the ingest door, quality figures, sealed chunks and the features of each day."""
