"""What an advice really saved: an owner's own driving before and after, matched by weather, route and speed."""
