/** A TMDL file's text: lines that are indented by tabs, one for each level. */
export function indent(level: number, ...lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? "" : `${"\t".repeat(level)}${line}`));
}

/** An object's name, in quotes where TMDL asks for them (anything but letters, digits and underscores). */
export function tmdlName(name: string): string {
  return /^\w+$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** A description: the lines that stand right above its object. */
export function describe(level: number, text: string): string[] {
  return indent(level, ...text.split("\n").map((line) => `/// ${line}`));
}

/** The file, ended by a line break. */
export function tmdlFile(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
