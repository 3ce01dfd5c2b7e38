"""How the installation runs: loops of all its processes, jobs and their results, cars that could not be judged."""
