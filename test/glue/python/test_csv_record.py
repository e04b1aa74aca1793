import csv
import io

import pytest
from pyspark.sql import SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from careplus_glue.csv_record import header, record_expression


@pytest.mark.parametrize(
    ("values", "record"),
    [
        (["a", "b"], "a,b"),
        ([None, ""], ',""'),
        (["a,b", 'say "no"'], '"a,b","say ""no"""'),
        (["two\nlines", "CR\r"], '"two\nlines","CR\r"'),
        ([" blanks ", "\t"], " blanks ,\t"),
        (["\\N", "'"], "\\N,'"),
        (["😀é", "nul\0"], "😀é,nul\0"),
        (['"', '""'], '"""",""""""'),
        ([None, None], ","),
    ],
)
def test_a_record_is_rfc_4180_with_null_an_empty_field(
    spark: SparkSession, values: list[str | None], record: str
) -> None:
    schema = StructType([StructField("c0", StringType()), StructField("c1", StringType())])
    rows = spark.createDataFrame([tuple(values)], schema)

    [row] = rows.selectExpr(record_expression(["c0", "c1"])).collect()

    assert row[0] == record


def test_every_name_of_the_header_is_quoted() -> None:
    text = header(["a", 'odd "name", \n', ""])

    assert text == '"a","odd ""name"", \n",""'
    assert next(csv.reader(io.StringIO(text, newline=""))) == ["a", 'odd "name", \n', ""]
