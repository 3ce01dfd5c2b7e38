"""The Telegram edge: translates updates into calls of the core and notices into messages."""
