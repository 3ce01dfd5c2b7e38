"""The health report of one car: a score of stated parts, each system, services, the battery, what was warned, and the year ahead."""
