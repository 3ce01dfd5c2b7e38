"""The owner's page: a car to look at, its year, visits and data, by the deeds of the chat."""
