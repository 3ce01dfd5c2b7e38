"""A car from afar for the technician, as JSON and as a page."""
