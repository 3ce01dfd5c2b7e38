"""What the energy of a trip or of a month went into, with an interval for each share."""
