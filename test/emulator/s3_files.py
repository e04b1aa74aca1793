"""The objects that COPY reads: of a folder that stands for S3, or of an S3 on this machine."""

from __future__ import annotations

import shutil
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path


class S3Files:
    """Of a folder, `s3://bucket/key` is the file `<folder>/bucket/key`; of an S3, the object as it is now."""

    def __init__(self, place: str) -> None:
        self.endpoint = place if place.startswith("http://") else None
        self.root = Path(place) if self.endpoint is None else Path(tempfile.mkdtemp(prefix="copied-"))

    def find(self, url: str) -> Path | None:
        """Give the file that holds the object, or nothing where there is none."""
        name = url.removeprefix("s3://")
        path = self.root / name
        if self.endpoint is None:
            return path if path.is_file() else None
        try:
            with urllib.request.urlopen(f"{self.endpoint}/{urllib.parse.quote(name)}", timeout=30) as answer:
                data = answer.read()
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def forget(self) -> None:
        """Delete what was copied from an S3."""
        if self.endpoint is not None:
            shutil.rmtree(self.root, ignore_errors=True)
