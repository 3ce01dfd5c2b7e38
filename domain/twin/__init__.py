"""A copy of each car that answers what would be if it were used otherwise."""
