"""Outbox of notices, inbox of updates, buttons, the message budget and quiet hours."""
