"""Mail that comes in: parsed after it was kept, placed by the acts of the house."""
