"""Pages of staff; no models."""
