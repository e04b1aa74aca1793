"""`manifest.json` of an extraction, written last: a run folder is published if and only if it holds this file.

The format is that of local/tickets/manifest.ts, and either engine goes on from the other's.
"""

from typing import Literal, TypedDict, cast

from careplus_glue.job_fault import JobFault
from careplus_glue.lake import Lake
from careplus_glue.ticket_census import TicketCensus

ChangeMode = Literal["row-hash", "watermark"]

RAW_TICKETS = "raw/tickets"
MANIFEST_NAME = "manifest.json"


class TicketSnapshot(TypedDict):
    """What the source table held when it was read; reconciliation compares the warehouse with it."""

    sourceRows: int
    distinctTickets: int
    newest: dict[str, str | None]
    census: TicketCensus


class RawPart(TypedDict):
    """One CSV object of an extraction."""

    key: str
    rows: int
    sizeBytes: int
    hasLineBreaks: bool
    longestRecordBytes: int


class ManifestSource(TypedDict):
    """The table that was read."""

    id: str
    table: str


class TicketManifest(TypedDict):
    """See local/tickets/manifest.ts for each field."""

    formatVersion: int
    sourceObject: str
    runId: str
    extractedAt: str
    source: ManifestSource
    changeMode: ChangeMode
    watermark: str | None
    readFrom: str | None
    columns: list[str]
    drift: list[str]
    snapshot: TicketSnapshot
    rowsWritten: int
    parts: list[RawPart]
    hashesKey: str


def manifest_key(source_object: str) -> str:
    """Lake key of the manifest of an extraction."""
    return f"raw/{source_object}/{MANIFEST_NAME}"


def read_manifest(lake: Lake, source_object: str) -> TicketManifest:
    """Raises JobFault `bad_manifest` when it is none of this version."""
    key = manifest_key(source_object)
    if not lake.exists(key):
        raise JobFault("bad_manifest", f"The lake has no extraction {source_object}.")
    try:
        manifest = lake.read_json(key)
    except ValueError as error:
        raise JobFault("bad_manifest", f"{key} in the lake is no JSON; restore it or delete its folder.") from error
    if not isinstance(manifest, dict) or manifest.get("formatVersion") != 1:
        raise JobFault("bad_manifest", f"{key} in the lake was written by another version of the platform.")
    return cast("TicketManifest", manifest)
