"""GB/T 32960 over TCP: lines to cars and platforms, what they report stored, and only then answered."""
