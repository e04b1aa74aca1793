/** Levels and the typing errors seen in the field (docs/data.md section 2), in any letter case. */
const LEVELS: ReadonlyMap<string, string> = new Map([
  ["DEBUG", "DEBUG"],
  ["DEBG", "DEBUG"],
  ["INFO", "INFO"],
  ["INF0", "INFO"],
  ["WARNING", "WARNING"],
  ["ERROR", "ERROR"],
  ["EROR", "ERROR"],
]);

/** The level a text stands for; undefined when it is none. */
export function parseLevel(text: string): string | undefined {
  return LEVELS.get(text.toUpperCase());
}
