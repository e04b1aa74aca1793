import { expect } from "chai";
import { PR_STACK, programOf, stackFile } from "../infra/program";
import { Document } from "./document";
import { WIDEST_STACK } from "./widest-program";

/** What speaks on the alarms' topic by itself. */
const SPEAKING = ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:budgets/budget:Budget"];

describe("the runbook", function () {
  this.timeout(60_000);
  const runbook = new Document("docs/runbook.md");

  function entries(): readonly { readonly name: string; readonly body: string }[] {
    const { headings } = runbook;
    const start = headings.findIndex(({ text }) => text === "Alarms");
    const end = headings.findIndex(({ level }, index) => index > start && level <= 2);
    return headings.slice(start + 1, end).map(({ text, body }) => ({ name: text, body }));
  }

  it("has one entry for each alarm of the program, and none besides", async () => {
    const alarms = new Set<string>();
    for (const setting of [stackFile("dev"), stackFile("prod"), PR_STACK, WIDEST_STACK]) {
      const { resources } = await programOf(setting);
      for (const { name } of resources.filter(({ type }) => SPEAKING.includes(type))) alarms.add(name);
    }

    const names = entries().map(({ name }) => name);

    expect(names.toSorted()).to.deep.equal([...alarms].toSorted());
  });

  it("says of each alarm what it means, what to look at and what to run", () => {
    const parts = entries().map(({ name, body }) => {
      const order = ["**Means**", "**Look at**", "**Run**"].map((part) => body.indexOf(part));
      const isInOrder = order.every((at, index) => at >= 0 && at > (order[index - 1] ?? -1));
      return { name, isInOrder, hasCommands: body.includes("```sh") };
    });

    const lacking = parts.filter(({ isInOrder, hasCommands }) => !isInOrder || !hasCommands);
    expect(lacking).to.deep.equal([]);
  });
});
