"""Series mathematics: what the readings of one car show over time, before any check judges them."""
