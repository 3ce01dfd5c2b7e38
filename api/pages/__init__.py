"""Pages for those who do the work: templates rendered here, htmx, one stylesheet, nothing from elsewhere."""
