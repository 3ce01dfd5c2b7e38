"""A change of owner: the seller makes a code, the buyer takes the car over with its record; the person's data stay behind."""
