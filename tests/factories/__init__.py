"""Small factories for every test that touches a store."""
