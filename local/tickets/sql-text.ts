/** Text as an SQL literal. DuckDB takes no parameters for file names in COPY nor for options of read_csv. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A file's path as a literal that DuckDB's readers do not take for a pattern, whatever its folders are called. */
export function pathLiteral(path: string): string {
  return textLiteral(path.replace(/[[*?]/g, (character) => `[${character}]`));
}
