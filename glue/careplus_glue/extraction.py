"""What an extraction leaves in the lake: CSV parts, row hashes, and last of all the manifest."""

from datetime import datetime

from pyspark.sql import DataFrame

from careplus_glue.job_run import iso_millis
from careplus_glue.lake import Lake
from careplus_glue.manifest import TicketManifest, manifest_key
from careplus_glue.raw_parts import write_parts
from careplus_glue.read_plan import ReadPlan
from careplus_glue.row_hashes import hashes_key, write_hashes
from careplus_glue.side_by_side import both
from careplus_glue.source_columns import ColumnMatch
from careplus_glue.staged_rows import Stage
from careplus_glue.ticket_source import TicketSource


class Extraction:
    """A run folder of the raw zone in the making."""

    def __init__(
        self, lake: Lake, source: TicketSource, match: ColumnMatch, source_object: str, extracted_at: datetime
    ) -> None:
        self._lake = lake
        self._source = source
        self._match = match
        self._source_object = source_object
        self._extracted_at = extracted_at
        self._run_id = source_object.rpartition("/")[2]

    @property
    def draft(self) -> str:
        """Lake key of the folder that holds what the run needs until its end."""
        return f"tmp/extract-{self._run_id}"

    def publish(
        self, stage: Stage, changed: DataFrame, plan: ReadPlan, overlap_minutes: int, last: TicketManifest | None
    ) -> TicketManifest:
        """Stores what belongs to the extraction, and last its manifest: the point from which it exists.

        When that fails, what was stored is taken back; a later run cleans up what cannot be deleted now.
        """
        watermark, read_from = plan.next_bounds(stage.newest_update, last, overlap_minutes)
        folder = f"raw/{self._source_object}"
        key = hashes_key(self._source.id, self._run_id)
        try:
            names, draft = self._source.names, f"{self.draft}/csv"
            parts, _ = both(
                lambda: write_parts(self._lake, changed, stage.bytes_per_row, names, folder, draft),
                lambda: write_hashes(self._lake, key, plan.met_again(stage.rows, read_from)),
            )
            manifest = TicketManifest(
                formatVersion=1,
                sourceObject=self._source_object,
                runId=self._run_id,
                extractedAt=iso_millis(self._extracted_at),
                source={"id": self._source.id, "table": str(self._source.table)},
                changeMode=plan.change_mode,
                watermark=watermark,
                readFrom=read_from,
                columns=self._source.names,
                drift=self._match.drift,
                snapshot=stage.snapshot,
                rowsWritten=sum(part["rows"] for part in parts),
                parts=parts,
                hashesKey=key,
            )
            self._lake.write_json(manifest_key(self._source_object), manifest)
            return manifest
        except BaseException:
            self._lake.delete(folder)
            self._lake.delete(key)
            raise
