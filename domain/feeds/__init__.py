"""What cars already tell other programs, translated into the signals of the catalogue: one pure module a source."""
