/** Lines of a Markdown table whose first column says what the numbers in the others are of. */
export function numberTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(titles),
    `|---|${titles
      .slice(1)
      .map(() => "---:|")
      .join("")}`,
    ...rows.map(line),
  ];
}
