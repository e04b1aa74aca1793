"""S3 as Hadoop's client wants it without TLS: it copies what a key of KMS encrypts over HTTPS alone."""

from __future__ import annotations

from typing import Any

from ministack.services import s3

ENCRYPTION = "x-amz-server-side-encryption"


def hide_encryption() -> None:
    """Do not tell Hadoop how an object is encrypted; the bucket does it all the same."""
    answer = s3.handle_request
    assert callable(answer), "ministack.services.s3 has no handle_request"

    async def answer_plainly(method: str, path: str, headers: dict[str, str], *args: Any, **named: Any) -> Any:
        status, answered, body = await answer(method, path, headers, *args, **named)
        if "Hadoop" in headers.get("user-agent", ""):
            answered = {name: value for name, value in answered.items() if not name.lower().startswith(ENCRYPTION)}
        return status, answered, body

    s3.handle_request = answer_plainly
