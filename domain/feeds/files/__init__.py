"""Files that owners' programs write, row by row as readings: presets of known programs, and a mapping for any other."""
