import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

/** Names of the modules that a plug-in takes from the emulator, as it calls them. */
function modulesOf(text: string): string[] {
  const imports = text.matchAll(/^(?:from ministack\.\S+ import (.+)|import ministack\.\S+ as (\w+))$/gm);
  return [...imports].flatMap(([, names, name]) => name ?? names?.split(", ") ?? []);
}

/** `module._name` of each private name that a plug-in touches. */
function touched(text: string): Set<string> {
  const modules = modulesOf(text);
  const names = [...text.matchAll(/\b(\w+)\.(_[a-zA-Z]\w*)/g)];
  return new Set(
    names
      .filter(([, module = ""]) => modules.includes(module))
      .map(([, module, name]) => `${module}.${name}`),
  );
}

/** Those that it asserts before it touches them. */
function asserted(text: string): Set<string> {
  const required = text.matchAll(/\brequire\(\s*(\w+),\s*"(_\w+)"/g);
  const others = text.matchAll(/^ *assert .*?\b(\w+)\.(_\w+)/gm);
  return new Set([...required, ...others].map(([, module, name]) => `${module}.${name}`));
}

describe("the emulator's plug-ins", () => {
  const plugIns = readdirSync(__dirname).filter((name) => name.endsWith(".py"));

  it("assert each private name of the emulator that they touch", () => {
    const unasserted = plugIns.flatMap((name) => {
      const text = readFileSync(join(__dirname, name), "utf8");
      const known = asserted(text);
      return [...touched(text)].filter((touch) => !known.has(touch)).map((touch) => `${name}: ${touch}`);
    });

    expect(unasserted).to.deep.equal([]);
  });

  it("touch such names, or this test would show nothing", () => {
    const all = plugIns.flatMap((name) => [...touched(readFileSync(join(__dirname, name), "utf8"))]);

    expect(all).to.include("athena._run_duckdb").and.have.length.above(10);
  });

  it("are for one version of the emulator", () => {
    const requirements = readFileSync(join(__dirname, "../requirements.txt"), "utf8");

    expect(requirements).to.match(/^ministack==\d+\.\d+\.\d+$/m);
  });
});
