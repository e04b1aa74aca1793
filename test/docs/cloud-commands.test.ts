import { expect } from "chai";
import { program } from "../../delivery/stack/command-line";
import { programOf } from "../infra/program";
import { documentedCommands } from "./documented-commands";
import { WIDEST_STACK } from "./widest-program";

/** `careplus:tickets.workers` and its value, which is typed in for a secret. */
interface Setting {
  readonly key: string;
  readonly value: string;
}

const GUID = "55555555-5555-4555-8555-555555555555";

function settings(): Setting[] {
  return documentedCommands().flatMap(({ words: [program, ...words] }) => {
    if (program !== "pulumi" || !words.join(" ").startsWith("config set ")) return [];
    const [key = "", value = "typed in"] = words.slice(2).filter((word) => !word.startsWith("--"));
    // The bootstrap program's own keys have no `careplus:`.
    return key.startsWith("careplus:") && value !== "…"
      ? [{ key, value: value === "<id>" ? GUID : value }]
      : [];
  });
}

describe("the commands for Pulumi in the documents", function () {
  this.timeout(60_000);

  it("set keys to values that the program takes", async () => {
    const { config, secrets = {}, stack } = WIDEST_STACK;
    const changed: Record<string, unknown> = structuredClone(config);
    const changedSecrets: Record<string, string> = { ...secrets };
    for (const { key, value } of settings()) {
      const [name = "", member] = key.split(".");
      // prod reads its password from a secret with a name of its own, and may have one way only.
      if (name === "careplus:sourcePassword") continue;
      if (name in secrets) changedSecrets[name] = value;
      else if (member === undefined) changed[name] = value;
      else changed[name] = { ...(changed[name] as object), [member]: typed(value) };
    }

    const { resources } = await programOf({ stack, config: changed, secrets: changedSecrets });

    expect(settings().map(({ key }) => key)).to.include.members([
      "careplus:load",
      "careplus:tickets.workers",
    ]);
    expect(resources.filter(({ isProtected }) => isProtected)).to.deep.equal([]);
  });
});

describe("the commands for short-lived stacks in the documents", () => {
  it("have the options that they are given", () => {
    const given = documentedCommands().filter(({ text }) => text.startsWith("npm run stack -- "));
    const options = new Map<string, Set<string>>();
    for (const { words } of given) {
      const [, , , , command = "", ...rest] = words;
      const known = options.get(command) ?? new Set();
      for (const word of rest) if (word.startsWith("--")) known.add(word);
      options.set(command, known);
    }

    const unknown = [...options].flatMap(([command, used]) => {
      const known = program.commands.find((one) => one.name() === command)?.options.map(({ long }) => long);
      return [...used].filter((option) => !known?.includes(option)).map((option) => `${command} ${option}`);
    });

    expect([...options.keys()].toSorted()).to.deep.equal(["down", "list", "reap", "smoke", "up"]);
    expect(unknown).to.deep.equal([]);
  });
});

/** As `pulumi config set --path` reads it. */
function typed(value: string): unknown {
  return /^\d+$/.test(value) ? Number(value) : value;
}
