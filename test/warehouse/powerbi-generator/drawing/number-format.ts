import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PROJECT, readProjectFile } from "../read-project";

const TABLES = "CarePlus.SemanticModel/definition/tables";

/** The format strings of the committed model's measures. */
export function readFormats(): ReadonlyMap<string, string> {
  const formats = new Map<string, string>();
  for (const file of readdirSync(join(PROJECT, TABLES))) {
    const text = readProjectFile(`${TABLES}/${file}`);
    for (const [, name = "", format = ""] of text.matchAll(
      /^\tmeasure (.+?) = .+\n\t\tformatString: (.+)$/gm,
    ))
      formats.set(name.replaceAll("'", ""), format);
  }
  return formats;
}

/** Writes a number by a format string of the model: `#,0.0 \m\i\n`. BLANK is written as nothing. */
export function formatByString(value: number | null, format: string): string {
  if (value === null) return "";
  const [, integers = "", decimals = "", rest = ""] = /^(#,0|0)(\.0+)?(.*)$/.exec(format) ?? [];
  if (integers === "") throw new Error(`the format ${format} is not known`);
  const digits = Math.max(0, decimals.length - 1);
  const isShare = rest === "%";
  const number = new Intl.NumberFormat("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: integers === "#,0",
  }).format(isShare ? value * 100 : value);
  return number + rest.replaceAll("\\", "");
}
