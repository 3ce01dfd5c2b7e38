"""Engines for SQLite and PostgreSQL, column declarations, data keys, and migrations."""
