import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { PR_STACK, programOf, type StackSetting, stackFile } from "./program";
import { resourceList } from "./resource-list";

const SETTINGS: Readonly<Record<string, StackSetting>> = {
  dev: stackFile("dev"),
  prod: stackFile("prod"),
  pr: PR_STACK,
};

describe("the resource list", () => {
  for (const [name, setting] of Object.entries(SETTINGS)) {
    it(`of ${name} is the reviewed one (UPDATE_SNAPSHOTS=1 writes it anew)`, async () => {
      const file = join(__dirname, "snapshots", `${name}.txt`);

      const list = resourceList((await programOf(setting)).resources);

      if (process.env.UPDATE_SNAPSHOTS === "1") writeFileSync(file, list);
      expect(list).to.equal(readFileSync(file, "utf8"));
    });
  }
});
