"""How a person comes to the pages: links that open once, sessions, and the second factor."""
