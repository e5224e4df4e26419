"""Carrying to and from other systems: one folder per partner, all of one shape."""
