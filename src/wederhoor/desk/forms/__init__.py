"""The forms of the desk: made from what acts carry, never written out by hand."""
