import { expect } from "chai";
import { projectFiles } from "../../../warehouse/powerbi-generator/project-files";
import { FabricSchemas } from "./fabric-schemas";

const PAGE = "CarePlus.Report/definition/pages/[^/]+";

describe("Microsoft's schemas of a Power BI project", () => {
  const schemas = new FabricSchemas();
  const files = projectFiles();
  /** The first file whose path is of that form. */
  const read = (form: string): Record<string, unknown> => {
    const path = Object.keys(files).find((name) => new RegExp(`^${form}$`).test(name));
    return JSON.parse(files[path ?? ""] ?? "") as Record<string, unknown>;
  };

  it("allow every file of the project but the model's text and the theme, which they do not know", () => {
    const checked: string[] = [];
    const faults: string[] = [];
    for (const [path, text] of Object.entries(files)) {
      if (!text.startsWith("{") || path.includes("/StaticResources/")) continue;
      checked.push(path);
      faults.push(...schemas.faults(JSON.parse(text) as object).map((fault) => `${path} ${fault}`));
    }

    expect(faults).to.deep.equal([]);
    // The project, twice platform and definition, version, report, the list of pages; three pages with 25 visuals.
    expect(checked).to.have.length(8 + 3 + 25);
  });

  for (const [change, form, changed, fault] of [
    ["a property that no visual has", `${PAGE}/visuals/[^/]+/visual.json`, { colour: "red" }, "colour"],
    ["a visual without a place", `${PAGE}/visuals/[^/]+/visual.json`, { position: {} }, "/position"],
    ["a name of more than 50 characters", `${PAGE}/page.json`, { name: "x".repeat(51) }, "/name"],
    [
      "a page that is scaled in an unknown way",
      `${PAGE}/page.json`,
      { displayOption: "Big" },
      "/displayOption",
    ],
    ["a list of pages whose names are numbers", `.*/pages.json`, { pageOrder: [1] }, "/pageOrder/0"],
    ["a report without a theme", `.*/report.json`, { themeCollection: undefined }, "themeCollection"],
    ["a version that is a number", `.*/version.json`, { version: 2 }, "/version"],
    [
      "a dataset reference of no kind",
      `.*/definition.pbir`,
      { datasetReference: { to: "x" } },
      "/datasetReference",
    ],
    ["settings of the model that nobody knows", `.*/definition.pbism`, { settings: { x: 1 } }, "/settings"],
    ["an item of no type", `CarePlus.Report/.platform`, { metadata: { displayName: "x" } }, "/metadata"],
    ["a project without artifacts", `CarePlus.pbip`, { artifacts: undefined }, "artifacts"],
  ] as const) {
    it(`refuse ${change}`, () => {
      const file = JSON.parse(JSON.stringify({ ...read(form), ...changed })) as object;

      const faults = schemas.faults(file);

      expect(faults.join("\n")).to.include(fault);
    });
  }

  it("that are not kept are named", () => {
    expect(() => schemas.faults({ $schema: "https://example.com/1.0.0/schema.json" })).to.throw(
      "no schema is kept of https://example.com/1.0.0/schema.json",
    );
  });
});
