"""The site's settings as for trying out: what the type checker's Django plugin reads."""

import os

os.environ.setdefault("WEDERHOOR_DEBUG", "1")

from wederhoor.site.settings import *  # noqa: F403 - the environment comes first
