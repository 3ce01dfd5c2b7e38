"""Train models: those that ship, and those of an installation's own cars."""
