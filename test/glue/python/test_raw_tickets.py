from pathlib import Path

from pyspark.sql import SparkSession

from careplus_glue.csv_record import LINE_END, header
from careplus_glue.lake import Lake
from careplus_glue.manifest import RawPart, TicketManifest
from careplus_glue.raw_tickets import read_raw_tickets

NAMES = ["extra", "ISSUECAT", "ticket_id", "created_at", "resolved_at", "agent", "priority", "num_interactions"]
NAMES += ["channel", "status", "line\nbreak"]
FOLDER = "raw/tickets/extract_date=2026-01-01/run-1"


def test_records_are_numbered_through_the_parts_in_the_manifests_order(
    spark: SparkSession, lake: Lake, tmp_path: Path
) -> None:
    # The larger file comes last: Spark by itself begins with the largest.
    parts = [part(tmp_path, index, ids) for index, ids in enumerate([["A", "B"], ["C"], ["D", "E", "F"]])]

    rows = read_raw_tickets(spark, lake, manifest(parts)).select("source_row", "ticket_id").collect()

    assert sorted(tuple(row) for row in rows) == [(1, "A"), (2, "B"), (3, "C"), (4, "D"), (5, "E"), (6, "F")]


def test_values_are_as_they_stand_and_absent_columns_null(spark: SparkSession, lake: Lake, tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "part-00000.csv"
    path.parent.mkdir(parents=True)
    record = 'x," a, ""b""\r\n",T1,,"","#c",NULL,\\N,nul\0,\t,"z"'
    path.write_bytes(f"{header(NAMES)}{LINE_END}{record}{LINE_END}".encode())
    only = RawPart(
        key=f"{FOLDER}/part-00000.csv", rows=1, sizeBytes=0, hasLineBreaks=True, longestRecordBytes=len(record)
    )

    [row] = read_raw_tickets(spark, lake, manifest([only])).collect()

    assert row.asDict() == {
        "source_row": 1,
        "ticket_id": "T1",
        "created_at": None,
        "resolved_at": "",
        "agent": "#c",
        "priority": "NULL",
        "num_interactions": "\\N",
        "IssUeCat": ' a, "b"\r\n',
        "channel": "nul\0",
        "status": "\t",
        "agent_feedback": None,
        "updated_at": None,
    }


def part(root: Path, index: int, ids: list[str]) -> RawPart:
    key = f"{FOLDER}/part-{index:05d}.csv"
    path = root / key
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [header(NAMES), *(f"x,i,{ticket},,,,,,,,y" for ticket in ids)]
    path.write_bytes("".join(f"{line}{LINE_END}" for line in lines).encode())
    return RawPart(key=key, rows=len(ids), sizeBytes=path.stat().st_size, hasLineBreaks=False, longestRecordBytes=20)


def manifest(parts: list[RawPart]) -> TicketManifest:
    return TicketManifest(
        formatVersion=1,
        sourceObject=FOLDER.removeprefix("raw/"),
        runId="run-1",
        extractedAt="2026-01-01T00:00:00.000Z",
        source={"id": "0", "table": "careplus.support_tickets"},
        changeMode="row-hash",
        watermark=None,
        readFrom=None,
        columns=NAMES,
        drift=[],
        snapshot={
            "sourceRows": 0,
            "distinctTickets": 0,
            "newest": {},
            "census": {
                "keyHashSum": 0,
                "resolvedTickets": 0,
                "escalatedTickets": 0,
                "openTickets": 0,
                "severalStatuses": 0,
            },
        },
        rowsWritten=sum(part["rows"] for part in parts),
        parts=parts,
        hashesKey="",
    )
