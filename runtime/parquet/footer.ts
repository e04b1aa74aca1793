import type { ColumnMetaData, FileMetaData, LogicalType, SchemaElement } from "hyparquet";
import {
  CompressionCodecs,
  ConvertedTypes,
  Encodings,
  FieldRepetitionTypes,
  ParquetTypes,
} from "hyparquet/src/constants.js";
import type { ByteWriter } from "hyparquet-writer";
import { serializeTCompactProtocol } from "hyparquet-writer/src/thrift.js";
import type { StatisticsValue } from "./page";
import { boundOf } from "./statistics";

/** What a chunk's part of the footer is made of; `type` is its values' physical one. */
export type ChunkMetaData = Omit<ColumnMetaData, "statistics"> & {
  readonly statistics: {
    readonly null_count: bigint;
    readonly range?: { readonly min: StatisticsValue; readonly max: StatisticsValue };
  };
};

export type FooterData = Omit<FileMetaData, "row_groups"> & {
  readonly row_groups: readonly {
    readonly columns: readonly { readonly file_offset: bigint; readonly meta_data: ChunkMetaData }[];
    readonly num_rows: bigint;
    readonly total_byte_size: bigint;
    readonly total_compressed_size: bigint;
  }[];
};

/**
 * Appends a file's `FileMetaData` and its length. hyparquet-writer's own writer of it knows every type there is, which
 * is a seventh of the transformer's archive; this one knows those of the contracts, and writes the same bytes.
 */
export function writeFooter(writer: ByteWriter, file: FooterData): void {
  const start = writer.offset;
  serializeTCompactProtocol(writer, {
    field_1: file.version,
    field_2: file.schema.map(schemaElement),
    field_3: file.num_rows,
    field_4: file.row_groups.map(({ columns, total_byte_size, num_rows, total_compressed_size }) => ({
      field_1: columns.map(({ file_offset, meta_data }) => ({
        field_2: file_offset,
        field_3: chunk(meta_data),
      })),
      field_2: total_byte_size,
      field_3: num_rows,
      field_6: total_compressed_size,
    })),
    field_5: (file.key_value_metadata ?? []).map(({ key, value }) => ({ field_1: key, field_2: value })),
    field_6: file.created_by,
    // The order of every column is that of its type.
    field_7: file.schema.filter(({ type }) => type !== undefined).map(() => ({ field_1: {} })),
  });
  writer.appendUint32(writer.offset - start);
}

function schemaElement(element: SchemaElement): object {
  const { type, repetition_type, converted_type } = element;
  return {
    field_1: type && ParquetTypes.indexOf(type),
    field_3: repetition_type && FieldRepetitionTypes.indexOf(repetition_type),
    field_4: element.name,
    field_5: element.num_children,
    field_6: converted_type && ConvertedTypes.indexOf(converted_type),
    field_10: element.logical_type && logicalType(element.logical_type),
  };
}

/** https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift, `LogicalType` */
function logicalType(logical: LogicalType): object {
  if (logical.type === "STRING") return { field_1: {} };
  if (logical.type === "LIST") return { field_3: {} };
  if (logical.type === "DATE") return { field_6: {} };
  if (logical.type === "TIMESTAMP" && logical.unit === "MICROS")
    return { field_8: { field_1: logical.isAdjustedToUTC, field_2: { field_2: {} } } };
  throw new Error(`no contract has the logical type ${logical.type}`);
}

function chunk(data: ChunkMetaData): object {
  return {
    field_1: ParquetTypes.indexOf(data.type),
    field_2: data.encodings.map((encoding) => Encodings.indexOf(encoding)),
    field_3: data.path_in_schema,
    field_4: CompressionCodecs.indexOf(data.codec),
    field_5: data.num_values,
    field_6: data.total_uncompressed_size,
    field_7: data.total_compressed_size,
    field_9: data.data_page_offset,
    field_11: data.dictionary_page_offset,
    field_12: statistics(data),
  };
}

/** Whether a bound is exact is said only when it is not. */
function statistics({ type, statistics: { null_count, range } }: ChunkMetaData): object {
  if (range === undefined) return { field_3: null_count };
  const max = boundOf(type, range.max, true);
  const min = boundOf(type, range.min, false);
  return {
    field_3: null_count,
    field_5: max.bytes,
    field_6: min.bytes,
    field_7: max.isExact ? undefined : false,
    field_8: min.isExact ? undefined : false,
  };
}
