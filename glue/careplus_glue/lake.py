"""The lake through Hadoop's file systems: file:// and s3:// alike."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyspark.sql import SparkSession

from careplus_glue.job_arguments import Arguments, JobArgument
from careplus_glue.job_fault import JobFault

ZONES = ("raw", "processed", "quarantine", "state", "tmp")

LAKE_ARGUMENTS = [JobArgument("lake", ""), *(JobArgument(f"{zone}_zone", "") for zone in ZONES)]


@dataclass(frozen=True)
class StoredObject:
    """An object of the lake."""

    key: str
    size_bytes: int


class Lake:
    """Objects by key, `<zone>/<rest>`. The zones lie beneath one address or each at its own (a bucket, say)."""

    def __init__(self, spark: SparkSession, args: Arguments) -> None:
        """Reads the addresses from the arguments `lake` and `<zone>_zone`."""
        self._spark = spark
        self._jvm: Any = spark._jvm  # typed as optional; a session that runs has one
        self._roots: dict[str, str] = {}
        for zone in ZONES:
            root = args[f"{zone}_zone"] or (f"{args['lake']}/{zone}" if args["lake"] else "")
            if root == "":
                raise JobFault("no_lake", f"Say where the lake is: --lake, or --{zone}-zone with the other zones.")
            self._roots[zone] = root.rstrip("/")

    def uri(self, key: str) -> str:
        """Address of an object or folder."""
        zone, _, rest = key.partition("/")
        return f"{self._roots[zone]}/{rest}".rstrip("/")

    def list(self, key: str) -> Iterator[StoredObject]:
        """All objects beneath a folder, in no particular order; none where there is no such folder."""
        fs, path = self._at(key)
        if not fs.exists(path):
            return
        # A listing gives qualified paths; keys go on from the folder's own.
        root = str(fs.getFileStatus(path).getPath())
        entries = fs.listFiles(path, True)
        while entries.hasNext():
            entry = entries.next()
            rest = str(entry.getPath())[len(root) :]
            yield StoredObject(key.rstrip("/") + rest, int(entry.getLen()))

    def exists(self, key: str) -> bool:
        fs, path = self._at(key)
        return bool(fs.exists(path))

    def read_json(self, key: str) -> Any:
        """A small JSON object. Raises ValueError when it is none."""
        return json.loads(read_file(self._spark, self.uri(key)))

    def write_json(self, key: str, value: Any) -> None:
        """Writes a small JSON object, which appears whole or not at all."""
        fs, draft = self._at(f"tmp/{key.replace('/', '_')}")
        stream = fs.create(draft, True)
        try:
            stream.write(f"{json.dumps(value, indent=2, ensure_ascii=False)}\n".encode())
        finally:
            stream.close()
        self.move(f"tmp/{key.replace('/', '_')}", key)

    def move(self, source: str, target: str) -> None:
        """Moves an object to where it may take another's place."""
        fs, source_path = self._at(source)
        target_fs, target_path = self._at(target)
        target_fs.mkdirs(target_path.getParent())
        if str(fs.getUri()) == str(target_fs.getUri()):
            if target_fs.exists(target_path):
                target_fs.delete(target_path, False)
            moved = fs.rename(source_path, target_path)
        else:
            configuration = self._spark.sparkContext._jsc.hadoopConfiguration()
            files = self._jvm.org.apache.hadoop.fs.FileUtil
            moved = files.copy(fs, source_path, target_fs, target_path, True, True, configuration)
        if not moved:
            raise JobFault("lake_failed", f"The lake could not move {source} to {target}.")

    def delete(self, key: str) -> None:
        """Deletes an object, or a folder with all that is in it."""
        fs, path = self._at(key)
        fs.delete(path, True)

    def _at(self, key: str) -> tuple[Any, Any]:
        return _located(self._spark, self.uri(key))


def read_file(spark: SparkSession, uri: str) -> bytes:
    """A small file's content, without a Spark job."""
    jvm: Any = spark._jvm
    fs, path = _located(spark, uri)
    stream = fs.open(path)
    try:
        return bytes(jvm.org.apache.commons.io.IOUtils.toByteArray(stream))
    finally:
        stream.close()


def _located(spark: SparkSession, uri: str) -> tuple[Any, Any]:
    """Hadoop's file system of an address, and the path there."""
    jvm: Any = spark._jvm
    path = jvm.org.apache.hadoop.fs.Path(uri)
    return path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()), path
