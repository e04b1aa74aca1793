import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { allShareFolder } from "../fixtures/temporary-folder";

const ROOT = resolve(__dirname, "../..");

describe("scripts/typescript.cjs", () => {
  let folder: string;

  allShareFolder((path) => {
    folder = path;
  });

  async function run(program: string): Promise<string> {
    const file = join(folder, "program.ts");
    await writeFile(file, program);
    const preload = ["--require", "./scripts/typescript.cjs"];
    return (await promisify(execFile)(process.execPath, [...preload, file], { cwd: ROOT })).stdout.trim();
  }

  it("runs TypeScript with its types stripped, and packages as they are", async () => {
    const printed = await run(`
      interface Place { readonly region: string }
      const { Config } = require("${ROOT}/node_modules/@pulumi/pulumi");
      const place: Place = { region: new Config("aws").get("region") ?? "none" };
      console.log(place.region);
    `);

    expect(printed).to.equal("none");
  });

  it("shows the line of an error, and no stack where there is no message", async () => {
    const printed = await run(`
      interface Nothing { readonly nothing: never }

      console.log(new Error("broken").stack?.split("\\n")[1]);
      console.log(new Error().stack);
    `);

    const [where, promise] = printed.split("\n");
    expect(where).to.match(/program[.]ts:4:19/);
    expect(promise).to.equal("Error");
  });

  it("lets another package format the stacks of errors with a message", async () => {
    const printed = await run(`
      Error.prepareStackTrace = (error, frames) => "formatted: " + error.message + (frames.length > 0);
      console.log(new Error("broken").stack);
      console.log(new Error().stack);
    `);

    expect(printed.split("\n")).to.deep.equal(["formatted: brokentrue", "Error"]);
  });
});
