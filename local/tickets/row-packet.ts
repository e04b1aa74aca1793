/**
 * Rows as MySQL's text protocol sends them: each field is a length-encoded string, or one byte 0xfb for NULL.
 * https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query_response_text_resultset_row.html
 */

/** First byte of a field that is NULL. */
export const NULL_FIELD = 0xfb;
const LENGTH_IN_2_BYTES = 0xfc;
const LENGTH_IN_3_BYTES = 0xfd;
const LENGTH_IN_8_BYTES = 0xfe;

/** Bytes that the length of the field at `offset` takes; 1 for NULL. */
export function lengthBytes(packet: Buffer, offset: number): number {
  switch (packet[offset]) {
    case LENGTH_IN_2_BYTES:
      return 3;
    case LENGTH_IN_3_BYTES:
      return 4;
    case LENGTH_IN_8_BYTES:
      return 9;
    default:
      return 1;
  }
}

/** Bytes of the value of the field at `offset`; 0 for NULL. */
export function valueBytes(packet: Buffer, offset: number): number {
  const first = packet[offset] ?? NULL_FIELD;
  switch (first) {
    case NULL_FIELD:
      return 0;
    case LENGTH_IN_2_BYTES:
      return packet.readUInt16LE(offset + 1);
    case LENGTH_IN_3_BYTES:
      return packet.readUIntLE(offset + 1, 3);
    case LENGTH_IN_8_BYTES:
      return Number(packet.readBigUInt64LE(offset + 1));
    default:
      return first;
  }
}

/** Offset of a row's field number `index`, the first being 0, in a row that begins at `start`. */
export function fieldOffset(packet: Buffer, start: number, index: number): number {
  let offset = start;
  for (let field = 0; field < index; field++)
    offset += lengthBytes(packet, offset) + valueBytes(packet, offset);
  return offset;
}
