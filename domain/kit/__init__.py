"""Small parts without domain words: `classified` (what kind of data a column holds) and `clock`."""
