"""What driving takes: consumption against the car's own normal and against cars like it."""
