"""Privacy mode, footprint, export, erasure and retention, all walking over the declared columns."""
