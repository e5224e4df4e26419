"""Pages of complainants and customers; no models."""
