"""What a season brings for one car, told unasked only where its own past shows that it beats saying nothing."""
