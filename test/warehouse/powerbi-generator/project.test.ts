import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { PAGES } from "../../../warehouse/dashboards";
import { projectFiles } from "../../../warehouse/powerbi-generator/project-files";
import { compareProject, writeProject } from "../../../warehouse/powerbi-generator/project-folder";
import { PROJECT, readReportJson } from "./read-project";

const ROOT = resolve(__dirname, "../../..");
const AUTHORING = join(ROOT, "node_modules/@microsoft/powerbi-report-authoring-cli/dist/cli.js");

describe("Power BI project", () => {
  it("the committed one is what the generator writes", async () => {
    const differences = await compareProject(PROJECT, projectFiles());

    expect(differences, "run `npm run powerbi -- generate`").to.deep.equal([]);
  });

  it("Microsoft's report-authoring tool finds nothing wrong", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      AUTHORING,
      "validate",
      join(PROJECT, "CarePlus.pbip"),
    ]);

    const { data } = JSON.parse(stdout);
    const codes = Object.keys(data.diagnostics ?? {});
    // Its schemas live on developer.microsoft.com: where that is not reachable, it says so by this code.
    expect(codes.filter((code) => code !== "PBIR_SCHEMA_UNREACHABLE")).to.deep.equal([]);
    expect(data.errorCount).to.equal(0);
  });

  it("has the pages of the web in their order, then the logs of a ticket", () => {
    const files = readReportJson();
    const { pageOrder } = files.get("definition/pages/pages.json") as { pageOrder: string[] };
    const titles = pageOrder.map(
      (name) => (files.get(`definition/pages/${name}/page.json`) as { displayName: string }).displayName,
    );

    expect(titles).to.deep.equal([...PAGES.map(({ title }) => title), "Logs of a ticket"]);
  });

  it("every visual has a title, alt text, and a place of its own in the tab order", () => {
    const orders = new Map<string, number[]>();
    for (const [file, value] of readReportJson()) {
      if (!file.endsWith("visual.json")) continue;
      const { position, visual } = value as {
        position: { tabOrder: number };
        visual: { visualContainerObjects: object };
      };
      const page = file.split("/")[2]!;
      orders.set(page, [...(orders.get(page) ?? []), position.tabOrder]);
      expect(textOf(visual.visualContainerObjects, "title", "text"), file).to.match(/^'.+'$/);
      expect(textOf(visual.visualContainerObjects, "general", "altText"), file).to.match(/^'.+'$/);
    }

    expect([...orders.values()].map((list) => list.length)).to.have.members([13, 10, 2]);
    for (const list of orders.values()) expect(new Set(list).size).to.equal(list.length);
  });

  it("the filter over statuses acts on the two charts of resolution time only", () => {
    const pages = [...readReportJson().values()] as { visualInteractions?: { type: string }[] }[];
    const interactions = pages.flatMap((page) => page.visualInteractions ?? []);

    // Thirteen visuals on the page: all but itself and the two charts are told to ignore it.
    expect(interactions).to.have.length(10);
    expect(new Set(interactions.map(({ type }) => type))).to.deep.equal(new Set(["NoFilter"]));
  });

  it("a folder is written once more without change, and a stale file in it goes", async () => {
    const folder = await mkdtemp(join(tmpdir(), "careplus-powerbi-"));
    try {
      const files = projectFiles();
      await writeProject(folder, files);
      await writeFile(join(folder, "stale.json"), "{}");
      const before = await compareProject(folder, files);

      await writeProject(folder, files);

      expect(before).to.deep.equal(["stale.json is not written by the generator"]);
      expect(await compareProject(folder, files)).to.deep.equal([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("a folder with files of others is left alone", async () => {
    const folder = await mkdtemp(join(tmpdir(), "careplus-powerbi-"));
    try {
      await writeFile(join(folder, "letter.txt"), "Dear");

      const refused = await writeProject(folder, projectFiles()).catch((error: Error) => error.message);

      expect(refused).to.equal(`${folder} holds other files: give an empty folder, or one of ours`);
      expect(await readFile(join(folder, "letter.txt"), "utf8")).to.equal("Dear");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("a changed and a missing file are named", async () => {
    const folder = await mkdtemp(join(tmpdir(), "careplus-powerbi-"));
    try {
      await writeProject(folder, { "a.json": "1", "b.json": "2" });

      const found = await compareProject(folder, { "a.json": "other", "b.json": "2", "c.json": "3" });

      expect(found).to.deep.equal(["a.json differs", "c.json is missing"]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("binding changes the two parameters and nothing else", async () => {
    const bound = projectFiles({ server: "wg.example.com:5439", database: "careplus_dev" });
    const unbound = projectFiles();

    const changed = Object.keys(bound).filter((path) => bound[path] !== unbound[path]);

    expect(changed).to.deep.equal(["CarePlus.SemanticModel/definition/expressions.tmdl"]);
    const text = bound[changed[0]!]!;
    expect(text).to.contain('expression RedshiftServer = "wg.example.com:5439" meta [');
    expect(text).to.contain('expression RedshiftDatabase = "careplus_dev" meta [');
    const committed = await readFile(join(PROJECT, changed[0]!), "utf8");
    expect(committed).to.contain('expression RedshiftServer = "not-bound.invalid:5439" meta [');
  });
});

function textOf(objects: object, object: string, property: string): string | undefined {
  const [first] =
    (objects as Record<string, { properties: Record<string, { expr: { Literal: { Value: string } } }> }[]>)[
      object
    ] ?? [];
  return first?.properties[property]?.expr.Literal.Value;
}
