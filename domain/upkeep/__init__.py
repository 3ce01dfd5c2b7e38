"""What is to be done to a car whatever its signals say: recall campaigns, services, and what was done."""
