"""The site's settings under the environment of the tests, for the type checker's Django plugin."""

from tests.support import environment

environment.prepare()

from wederhoor.site.settings import *  # noqa: E402, F403 - the environment comes first
