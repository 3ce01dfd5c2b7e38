"""Requests for a person: asked for in the chat, seen by the operator and the car's centre, answered in the chat."""
