"""The rules: pure functions from procedure, log, calendar and now to everything else about a matter."""
