"""A made-up installation: five organisations with years of made-up dossiers, recorded through the one door under a moving clock."""

from typing import Final

#: One password for every made-up member: the demonstration says so on screen.
PASSWORD: Final = "wederhoor-demo"  # noqa: S105 - made-up people only
