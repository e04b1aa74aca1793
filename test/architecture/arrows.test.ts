import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { violations } from "./folder-arrows";

const ROOT = resolve(__dirname, "../..");
const CODE_FOLDERS = ["infra", "runtime", "glue", "warehouse", "local", "policy", "delivery"];

describe("the arrows between folders", () => {
  it("hold for every source file", async () => {
    const files = await sourceFiles();

    const found = files.flatMap((file) => violations(file, readFileSync(join(ROOT, file), "utf8")));

    expect(files.length).to.be.greaterThan(20);
    expect(found).to.deep.equal([]);
  });

  it("forbid the runtime to import the embedded platform", () => {
    const found = violations(
      "runtime/logs/parse.ts",
      'import { startDashboard } from "../../local/web/server";',
    );

    expect(found).to.deep.equal(["runtime/logs/parse.ts must not import local/web/server"]);
  });

  it("forbid Pulumi in the runtime and allow it in infra", () => {
    const text = 'import * as aws from "@pulumi/aws/s3";';

    expect(violations("runtime/logs/parse.ts", text)).to.have.length(1);
    expect(violations("infra/lake.ts", text)).to.deep.equal([]);
  });

  it("forbid infra to load all services of AWS", () => {
    const text = 'import * as aws from "@pulumi/aws";';

    expect(violations("infra/lake.ts", text)).to.deep.equal([
      "infra/lake.ts must import services from infra/aws.ts, not all of @pulumi/aws",
    ]);
  });

  it("let the warehouse know the contracts and nothing else of the runtime", () => {
    const file = "warehouse/dashboards/tickets.ts";

    expect(violations(file, 'import { TICKETS } from "../../runtime/contracts";')).to.deep.equal([]);
    expect(violations(file, 'import { parse } from "../../runtime/logs/parse";')).to.deep.equal([
      "warehouse/dashboards/tickets.ts must not import runtime/logs/parse",
    ]);
  });

  it("see type imports, re-exports, dynamic imports and require", () => {
    const forms = [
      'import type { A } from "../../local/a";',
      'export { a } from "../../local/a";',
      'const a = await import("../../local/a");',
      'const a = require("../../local/a");',
    ];

    for (const form of forms) expect(violations("runtime/logs/parse.ts", form), form).to.have.length(1);
  });

  it("leave tests free and refuse a folder nobody has decided about", () => {
    expect(violations("test/local/a.test.ts", 'import "../../local/a";')).to.deep.equal([]);
    expect(violations("stuff/a.ts", "")).to.have.length(1);
  });
});

/** TypeScript and JavaScript of the product, as paths from the root with forward slashes. */
async function sourceFiles(): Promise<string[]> {
  const found: string[] = [];
  for (const folder of CODE_FOLDERS) {
    const entries = await readdir(join(ROOT, folder), { recursive: true }).catch(() => []);
    found.push(...entries.map((entry) => `${folder}/${entry.replaceAll("\\", "/")}`));
  }
  return found.filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !file.includes("node_modules"));
}
