"""From finding to warning: grading, hysteresis, inhibition, feedback and outcome."""
