"""Words of a regulation as its file writes them: in its own language, or in several."""

from typing import Annotated

from pydantic import AfterValidator, ValidationInfo


def _in_its_language(words: str | dict[str, str], info: ValidationInfo) -> str | dict[str, str]:
    """Words of a file as they are kept: those that stand without a language get that of their regulation, but for Dutch."""
    language = (info.context or {}).get("language", "nl")
    return {language: words} if isinstance(words, str) and words and language != "nl" else words


#: Words of a regulation in the languages that it has them in; once read, those that stand without one are Dutch.
Words = Annotated[str | dict[str, str], AfterValidator(_in_its_language)]
