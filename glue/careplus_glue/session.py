"""The Spark session of a job."""

from pyspark.sql import SparkSession

# What the answers depend on. Everything else may be tuned from outside.
_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "false",
    "spark.sql.caseSensitive": "false",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.parquet.compression.codec": "snappy",
    # A cast of text to a time that the engine cannot read is NULL, as in DuckDB.
    "spark.sql.legacy.timeParserPolicy": "CORRECTED",
    # The JVM never compiles a method above 8,000 bytes of code; Spark would generate such ones up to 65,535.
    "spark.sql.codegen.hugeMethodLimit": "8000",
    # So many dates are written beside one another; more of them are sorted first, which takes longer but less memory.
    "spark.sql.maxConcurrentOutputFileWriters": "62",
    # Kept rows are read two or three times: packing them well takes longer than it saves.
    "spark.sql.inMemoryColumnarStorage.compressed": "false",
    # A task reads one file from its beginning to its end: in CSV a value may span lines, and records are numbered.
    "spark.sql.files.openCostInBytes": str(1 << 40),
    "spark.sql.files.maxPartitionBytes": str(1 << 40),
    # Sorting both sides of a join takes longer than a hash table of one, while a partition is small.
    "spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold": str(256 << 20),
}
# Input that one task takes on, about.
_BYTES_PER_TASK = 64 << 20


def open_session(name: str) -> SparkSession:
    """Glue's session on Glue, else one as `spark-submit` and the environment say."""
    try:
        from awsglue.context import GlueContext
    except ImportError:
        return SparkSession.builder.appName(name).getOrCreate()
    from pyspark import SparkContext

    session: SparkSession = GlueContext(SparkContext.getOrCreate()).spark_session
    return session


def prepare_session(spark: SparkSession, input_bytes: int) -> None:
    """Sets what the answers depend on, and as many shuffle partitions as the input asks for (Spark's own 200 write
    thousands of tiny files, and took four times as long for 100,000 rows)."""
    for name, value in _SETTINGS.items():
        spark.conf.set(name, value)
    partitions = max(spark.sparkContext.defaultParallelism, -(-input_bytes // _BYTES_PER_TASK))
    spark.conf.set("spark.sql.shuffle.partitions", str(partitions))
