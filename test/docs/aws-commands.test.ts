import { expect } from "chai";
import { programOf } from "../infra/program";
import { faultsOfAwsCommands } from "./aws-model";
import { Document } from "./document";
import { documentedCommands } from "./documented-commands";
import { shellCommands } from "./shell-commands";
import { WIDEST_STACK } from "./widest-program";

describe("the commands of the AWS CLI in the documents", function () {
  this.timeout(60_000);

  it("are such as AWS knows, with all the options they need and no others", () => {
    const commands = documentedCommands().filter(({ words: [program] }) => program === "aws");

    const faults = faultsOfAwsCommands(commands.map(({ words }) => words)).flatMap((found, index) =>
      found.map((fault) => `${commands[index]?.where} ${fault}`),
    );

    expect(commands).to.have.length.above(20);
    expect(faults).to.deep.equal([]);
  });

  it("are held to AWS's own model", () => {
    const faults = faultsOfAwsCommands([
      ...shellCommands("aws sqs receive-message --queue-url x --max-messages 1"),
      ...shellCommands("aws sqs receive-message --output text"),
      ...shellCommands("aws sqs read-message --queue-url x"),
      ...shellCommands("aws rds delete-db-cluster --db-cluster-identifier x --no-skip-final-snapshot"),
    ]);

    expect(faults).to.deep.equal([
      ["aws sqs receive-message has no --max-messages"],
      ["aws sqs receive-message needs --queue-url"],
      ["aws sqs read-message is not known"],
      [],
    ]);
  });

  it("name what the program really calls so", async () => {
    const { resources } = await programOf(WIDEST_STACK);
    const names = new Set(resources.flatMap(({ inputs }) => Object.values(inputs).filter(isText)));

    const runbook = new Document("docs/runbook.md");
    const used = [
      ...runbook.text.matchAll(
        /(?:\/aws\/lambda\/)?careplus-prod-[a-z-]*[a-z](?!\w)|\/careplus\/prod\/[\w/-]+/g,
      ),
    ];
    const unknown = used
      .map(([name]) => name)
      .filter((name) => !names.has(name) && ![...names].some((one) => one === `${name}-111122223333`));

    expect(used).to.have.length.above(20);
    expect([...new Set(unknown)]).to.deep.equal([]);
  });
});

function isText(value: unknown): value is string {
  return typeof value === "string";
}
