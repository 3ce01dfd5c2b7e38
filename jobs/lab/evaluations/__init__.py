"""One module for each evaluation: it maps a data set's columns to what a shipped recipe or check takes, and calls that."""
