"""Store: messages and letters, in and out, and what still waits to be sent."""
