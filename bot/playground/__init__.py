"""A local Bot API server with a chat page: the demo without a token, and the test bench.

It speaks the Bot API over HTTP to the real, unmodified bot, and keeps everything in memory. Its limits,
refusals and error texts are Telegram's own, so that what passes here does not fail there.
"""
