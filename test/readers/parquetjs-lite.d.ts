/** The part of parquetjs-lite that the tests use; the package brings no types. */
declare module "parquetjs-lite" {
  export class ParquetReader {
    static openFile(path: string): Promise<ParquetReader>;
    getCursor(): { next(): Promise<Readonly<Record<string, unknown>> | null> };
    close(): Promise<void>;
  }
}
