"""By which words a dossier is found."""

from django.db import models

from wederhoor.dossiers.models.derived import Dossier


class SearchText(models.Model):
    """The set of words of a dossier (`dossiers.words`), each once, with a space behind it. Personal data: destroyed with the dossier.

    The index over it is kept by the database itself: on SQLite a full-text table, written by triggers; on PostgreSQL a GIN index.
    `shape`: the version of what made the words.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, primary_key=True, related_name="search")
    words = models.TextField()
    shape = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.dossier_id}"
