"""Owners, vehicles, who may see which car, link codes, consents and access tokens."""
