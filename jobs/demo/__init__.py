"""The demo: a dozen simulated cars and a recorded one, whose stories run in time lapse through the real doors."""
