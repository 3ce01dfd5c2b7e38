"""What is usual for cars of a model, age and climate: quantiles over many owners' cars, never from a few."""
