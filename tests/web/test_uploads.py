"""A file that is far too large fills no disk, and is known to be too large."""

from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory
from pytest_django import Settings


def test_of_a_file_that_is_too_large_no_more_is_kept_than_tells_so(settings: Settings) -> None:
    settings.LARGEST_DOCUMENT, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000, 100_000
    sent = [SimpleUploadedFile("groot.txt", b"x" * 3_000_000), SimpleUploadedFile("past.txt", b"y" * 900_000)]
    request = RequestFactory().post("/", {"bestanden": sent, "tekst": "Noor"})
    large, fits = request.FILES.getlist("bestanden")
    assert isinstance(large, TemporaryUploadedFile)
    assert (large.size, len(large.read())) == (3_000_000, 1_000_001)
    assert (fits.size, fits.read()) == (900_000, b"y" * 900_000)
    assert request.POST["tekst"] == "Noor"
    request.close()
