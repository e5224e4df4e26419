"""Mail that goes out: letters from the outbox to the mail server, each once."""
