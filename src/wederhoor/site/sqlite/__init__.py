"""SQLite as Django knows it, with a queue of those who write."""
