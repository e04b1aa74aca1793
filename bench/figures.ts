export type Figures = Readonly<Record<string, number>>;
/** What the project asks of a figure. */
export type Asked = readonly ["at least" | "at most", number];

/** Prints a figure a line, each beside what is asked of it; one of which nothing is asked is there for scale. */
export function printFigures(figures: Figures, asked: Readonly<Record<string, Asked>>, digits = 1): void {
  for (const [name, value] of Object.entries(figures)) {
    const number = value.toFixed(digits).padStart(10);
    process.stdout.write(`${name.padEnd(24)} ${number}   ${verdict(value, asked[name])}\n`);
  }
}

function verdict(value: number, asked: Asked | undefined): string {
  if (asked === undefined) return "for scale";
  const [bound, number] = asked;
  const isMet = bound === "at least" ? value >= number : value <= number;
  return `asked: ${bound} ${number}${isMet ? "" : "  MISSED"}`;
}

/** Tells the person who waits what is measured now. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
