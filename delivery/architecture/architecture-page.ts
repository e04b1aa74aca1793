import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CareplusError } from "../../runtime/errors";
import { programOf, type StackSetting, stackFile } from "../program/recorded-program";
import { componentTable } from "./component-table";
import { flowGraph } from "./flow-graph";
import { mermaid } from "./mermaid";

export const PAGE = resolve(__dirname, "../../docs/architecture.md");

/** dev with a dataset to refresh: everything that moves data is in it. */
const DRAWN_STACK: StackSetting = {
  ...stackFile("dev", {
    "careplus:powerBi": {
      tenantId: "00000000-0000-4000-8000-000000000001",
      workspaceId: "00000000-0000-4000-8000-000000000002",
      datasetId: "00000000-0000-4000-8000-000000000003",
      clientId: "00000000-0000-4000-8000-000000000004",
    },
  }),
  secrets: { "careplus:powerBiClientSecret": "not drawn" },
};

/** `docs/architecture.md` with its parts of the program written anew; the text around them is a person's. */
export async function currentArchitecturePage(): Promise<string> {
  const { resources } = await programOf(DRAWN_STACK);
  const flow = ["```mermaid", mermaid(flowGraph(resources)), "```"].join("\n");
  const page = await readFile(PAGE, "utf8");
  return replacePart(replacePart(page, "flow", flow), "components", componentTable(resources));
}

/** @throws CareplusError "no_part" where the page has no place for it */
function replacePart(page: string, name: string, part: string): string {
  const begin = `<!-- of the program: ${name} -->\n`;
  const end = `\n<!-- end: ${name} -->`;
  const start = page.indexOf(begin);
  const stop = page.indexOf(end, start);
  if (start < 0 || stop < 0)
    throw new CareplusError(
      "no_part",
      `docs/architecture.md has no lines "${begin.trim()}" and "${end.trim()}".`,
    );
  return `${page.slice(0, start + begin.length)}\n${part}\n${page.slice(stop)}`;
}
