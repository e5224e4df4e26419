"""What the public is asked: the filing of a regulation, and each act that a complainant may take."""
