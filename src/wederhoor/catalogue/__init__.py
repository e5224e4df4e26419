"""Store: products and their versions, corrections and the revision list."""
