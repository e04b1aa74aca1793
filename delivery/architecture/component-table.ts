import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Declared } from "../program/recorded-program";
import { type Component, Components } from "./components";

const ROOT = resolve(__dirname, "../..");

/** A row for each component: its file, what its class says of itself, and what is made of AWS's things. */
export function componentTable(resources: readonly Declared[]): string {
  const sources = readdirSync(join(ROOT, "infra"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({ path: `infra/${path}`, text: readFileSync(join(ROOT, "infra", path), "utf8") }));
  const rows = new Components(resources).all.map((component) => {
    const source = sources.find(({ text }) => text.includes(`super("${component.token}"`));
    if (source === undefined) throw new Error(`no file of infra/ makes ${component.token}`);
    const says = sentenceAbove(source.text, component.type);
    return `| [${component.type}](../${source.path}) | ${says} | ${madeOf(component)} |`;
  });
  return ["| component | what it is | made of |", "|---|---|---|", ...rows].join("\n");
}

/** The comment right above a class. */
function sentenceAbove(text: string, type: string): string {
  const before = text.slice(0, text.indexOf(`\nexport class ${type} `));
  const [, comment] = /\/\*\*(.*)\*\/$/s.exec(before.slice(before.lastIndexOf("/**"))) ?? [];
  if (comment === undefined) throw new Error(`the class ${type} says nothing of itself`);
  return comment.replaceAll(/\s*\n\s*\*?\s*/g, " ").trim();
}

/** One for each file of code that a job reads: their number says nothing. */
const CODE = "aws:s3/bucketObjectv2:BucketObjectv2";

/** `3 Queue, 1 Role`: AWS's own types, the most frequent first. */
function madeOf({ resources }: Component): string {
  const counts = new Map<string, number>();
  for (const { type } of resources) {
    if (type === CODE) continue;
    const short = type.slice(type.lastIndexOf(":") + 1);
    counts.set(short, (counts.get(short) ?? 0) + 1);
  }
  const mostFirst = [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  return mostFirst.map(([type, count]) => `${count} ${type}`).join(", ");
}
