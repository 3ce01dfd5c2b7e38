"""Health checks: what a check may see (`facts.View`), one file a check, and the service that runs them."""
