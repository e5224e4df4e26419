"""What a build does besides copying: the sentences of other languages are compiled as gettext reads them."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py

LOCALE = Path(__file__).parent / "src" / "wederhoor" / "locale"


class WithCatalogues(build_py):
    """The package with its catalogues compiled."""

    def run(self) -> None:
        """Compiles each catalogue, then copies the package."""
        for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as said, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(said))
        super().run()


setup(cmdclass={"build_py": WithCatalogues})
