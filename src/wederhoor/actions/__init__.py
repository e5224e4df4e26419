"""What people do: the one door, and a module for each act that does more than be recorded."""
