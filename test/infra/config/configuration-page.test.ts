import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { load } from "js-yaml";
import { EXISTING, MANAGED, NETWORK, REGION, refusal, type Setting } from "./refused";

const ROOT = resolve(__dirname, "../../..");
const POWER_BI = Object.fromEntries(
  ["tenantId", "workspaceId", "datasetId", "clientId"].map((key) => [
    key,
    "11111111-1111-1111-1111-111111111111",
  ]),
);
const SECRETS = { "careplus:powerBiClientSecret": "s3cret" };

/** The keys that the program names when it is given one that it does not know. */
async function knownKeys(config: Readonly<Record<string, unknown>>): Promise<string[]> {
  const setting: Setting = { config: { ...MANAGED, ...config }, secrets: SECRETS };
  const [, known] = /is unknown: known are (.*)\.$/.exec(await refusal(setting)) ?? [];
  if (known === undefined) throw new Error("the unknown key was let through");
  return known.split(", ");
}

/** Keys of the page, by section: the words in the first column of its table. */
function describedKeys(): Map<string, string[]> {
  const page = readFileSync(resolve(ROOT, "docs/configuration.md"), "utf8");
  const sections = page.split(/^## /m).map((section, index): [string, string[]] => {
    const title = index === 0 ? "" : (section.split("\n")[0] ?? "").replaceAll("`", "");
    return [title, [...section.matchAll(/^\| `([\w:]+)` \|/gm)].map(([, key = ""]) => key)];
  });
  return new Map(sections);
}

describe("docs/configuration.md", () => {
  const described = describedKeys();

  for (const [section, kinds] of Object.entries<readonly object[]>({
    "careplus:source": [{ kind: "managed" }, EXISTING],
    "careplus:network": [{ kind: "new" }, NETWORK],
    "careplus:tickets": [{}],
    "careplus:logs": [{}],
    "careplus:warehouse": [{}],
    "careplus:limits": [{}],
    "careplus:powerBi": [POWER_BI],
  })) {
    it(`describes the keys of ${section}, and no other`, async () => {
      const known: string[] = [];
      for (const kind of kinds) known.push(...(await knownKeys({ [section]: { ...kind, unheardOf: 1 } })));

      expect([...(described.get(section) ?? [])].sort()).to.deep.equal([...new Set(known)].sort());
    });
  }

  it("describes the keys beside them, and no other", async () => {
    const known = await knownKeys({ "careplus:unheardOf": "1" });

    const sections = [...described.keys()].filter((title) => title.startsWith("careplus:"));
    const top = [...(described.get("") ?? []), ...sections, ...(described.get("Secret keys") ?? [])];

    expect(top.sort()).to.deep.equal(
      [...Object.keys(REGION), ...known.map((key) => `careplus:${key}`)].sort(),
    );
  });

  for (const file of ["Pulumi.dev.yaml", "Pulumi.prod.yaml"]) {
    it(`describes what ${file} sets`, () => {
      const { config } = load(readFileSync(resolve(ROOT, file), "utf8")) as {
        config: Record<string, unknown>;
      };

      const set = Object.entries(config).flatMap(([key, value]) =>
        typeof value === "object" && value !== null
          ? Object.keys(value).map((inner) => (described.get(key)?.includes(inner) ? key : `${key}.${inner}`))
          : [key],
      );

      const all = [...described.keys(), ...(described.get("") ?? [])];
      expect(set.filter((key) => !all.includes(key))).to.deep.equal([]);
    });
  }
});
