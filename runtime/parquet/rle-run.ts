/**
 * One RLE run of the RLE/bit-packing hybrid, of a value of at most 8 bits: twice its length as a varint, then the value.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 */
export function rleRun(value: number, count: number): Buffer {
  const bytes: number[] = [];
  let rest = count * 2;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return Buffer.from([...bytes, rest, value]);
}
