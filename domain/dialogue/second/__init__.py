"""A second reader of the operator's own, asked what a message wants where the built-in one does not know."""
