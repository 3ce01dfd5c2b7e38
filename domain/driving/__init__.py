"""How a car is driven: hard starts and brakings, high speed, long drives and nights; told to its owner alone."""
