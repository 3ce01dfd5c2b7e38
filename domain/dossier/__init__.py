"""A car from afar, for who is to mend it: what each check concluded, from how much, and against what."""
