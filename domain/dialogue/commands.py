"""The commands of the chat, in the order in which they are shown."""

COMMANDS = (
    "start",
    "car",
    "bookings",
    "history",
    "privacy",
    "footprint",
    "export",
    "delete",
    "language",
    "quiet",
    "help",
)
