import { expect } from "chai";
import { findLeftOvers } from "../../../../delivery/stack/left-over/find-left-overs";
import { leftOverLines } from "../../../../delivery/stack/left-over/print-left-overs";
import { OwnedNames } from "../../../../delivery/stack/owned-names";
import { faultsOfAwsCommands } from "../../../docs/aws-model";
import { shellCommands } from "../../../docs/shell-commands";
import { AwsBed } from "../aws-bed";
import { makeStack } from "../made-stack";

describe("the command printed below each thing that is left", function () {
  this.timeout(60_000);
  let bed: AwsBed;

  before(async () => {
    bed = await AwsBed.start();
  });

  after(() => bed?.stop());

  it("is one that the AWS CLI understands", async () => {
    await makeStack(bed.account, "pr-7");

    const found = await findLeftOvers({ account: bed.account, names: new OwnedNames("pr-7", []) });

    const commands = shellCommands(
      leftOverLines(found)
        .filter((line) => /^ +aws /.test(line))
        .join("\n"),
    );
    expect(commands).to.have.length.at.least(found.length);
    expect(faultsOfAwsCommands(commands).flat()).to.deep.equal([]);
  });
});
