"""Models fitted to what ships, and to an installation's own cars."""
