"""Small parts without domain words: `classified` (what kind of data a column or signal holds)."""
