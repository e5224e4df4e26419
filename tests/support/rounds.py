"""How many questions a database is asked: on PostgreSQL several that do not wait for each other go in one round."""

from django.db import connection


def rounds(sqlite: int, postgresql: int) -> int:
    """The number that holds for the database of these tests."""
    return sqlite if connection.vendor == "sqlite" else postgresql
