"""The run folders of the raw zone. Their names sort by time of extraction."""

from dataclasses import dataclass
from datetime import datetime

from careplus_glue.job_fault import JobFault
from careplus_glue.lake import Lake
from careplus_glue.manifest import MANIFEST_NAME, RAW_TICKETS, TicketManifest, read_manifest


@dataclass(frozen=True)
class RawFolders:
    """What a listing of the raw zone tells without opening a file."""

    published: list[str]
    """Name of each published extraction, oldest first."""
    leftovers: list[str]
    """Keys of objects that a run left without publishing them."""


def list_raw_folders(lake: Lake) -> RawFolders:
    """Tells published run folders from abandoned ones."""
    keys_by_folder: dict[str, list[str]] = {}
    for stored in lake.list(RAW_TICKETS):
        keys_by_folder.setdefault(stored.key.rpartition("/")[0], []).append(stored.key)
    published: list[str] = []
    leftovers: list[str] = []
    for folder, keys in keys_by_folder.items():
        if f"{folder}/{MANIFEST_NAME}" in keys:
            published.append(folder.removeprefix("raw/"))
        else:
            leftovers += keys
    return RawFolders(sorted(published), leftovers)


def last_extraction(lake: Lake, published: list[str], source_id: str, manifests: str) -> TicketManifest | None:
    """The newest extraction of a source; where a folder of transformations' manifests is given, the newest that was
    transformed."""
    for source_object in reversed(published):
        manifest = read_manifest(lake, source_object)
        is_done = manifests == "" or lake.exists(f"{manifests}/{manifest['runId']}.json")
        if is_done and manifest["source"]["id"] == source_id:
            return manifest
    return None


def name_extraction(now: datetime, run_id: str, published: list[str]) -> str:
    """`tickets/extract_date=YYYY-MM-DD/<run>`. Raises JobFault `clock_behind` when that is not the newest name."""
    name = f"tickets/extract_date={now.date().isoformat()}/{run_id}"
    if published and name <= published[-1]:
        raise JobFault(
            "clock_behind",
            f"This machine's clock says {now.isoformat()}, which is before the last extraction ({published[-1]}); "
            "correct the clock, then run again.",
        )
    return name
