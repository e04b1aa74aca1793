/** Gives a DataView of a buffer's bytes; the same one as long as the buffer is the same, as for rows of one packet. */
export class BufferView {
  private buffer: Buffer | undefined;
  private view: DataView = new DataView(new ArrayBuffer(0));

  of(buffer: Buffer): DataView {
    if (buffer !== this.buffer) {
      this.buffer = buffer;
      this.view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    }
    return this.view;
  }
}
