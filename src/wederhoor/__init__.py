"""Wederhoor: an organisation's complaints regulation, read from a file and carried out."""
