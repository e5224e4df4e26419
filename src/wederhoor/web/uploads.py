"""How much of a file is kept while it comes in: never more than tells that it is too large, so that no upload fills the disk."""

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class Bounded(TemporaryFileUploadHandler):
    """Keeps of each file one byte more than a document may have, and knows how large it was; the rest is read and dropped."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keeps what still fits. `start`: how many bytes came before."""
        fits = raw_data[: max(settings.LARGEST_DOCUMENT + 1 - start, 0)]
        return super().receive_data_chunk(fits, start) if fits else None
