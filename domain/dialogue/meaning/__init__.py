"""What a message means: exact patterns first, the intent model second."""
