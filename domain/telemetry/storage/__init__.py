"""Sealed hours and their open tail."""
