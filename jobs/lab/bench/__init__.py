"""Measurements against the bars that docs/performance.md explains; `beforehand bench` prints them."""
