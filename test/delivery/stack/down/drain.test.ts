import { expect } from "chai";
import { zipSync } from "fflate";
import { drain } from "../../../../delivery/stack/down/drain";
import { OwnedNames } from "../../../../delivery/stack/owned-names";
import { AwsBed } from "../aws-bed";

const ROLE = "arn:aws:iam::000000000000:role/any";
const IMPATIENT = { patienceMs: 0, stoppingMs: 0, pollMs: 10 };
const WAITING = {
  StartAt: "Wait",
  States: { Wait: { Type: "Wait", Seconds: 10, Next: "End" }, End: { Type: "Succeed" } },
};

/** Holds what it was given until after the test. */
const WAITS = "exports.handler = () => new Promise((resolve) => setTimeout(resolve, 2000));";

describe("the work that a stack has under way", function () {
  this.timeout(30_000);
  let bed: AwsBed;

  before(async () => {
    bed = await AwsBed.start();
  });

  beforeEach(() => bed.reset());

  after(() => bed?.stop());

  const scope = () => ({ account: bed.account, names: new OwnedNames("pr-7", []) });

  async function startExecution(): Promise<string | undefined> {
    const { sfn } = bed.account.clients;
    const name = "careplus-pr-7-tickets";
    const definition = JSON.stringify(WAITING);
    const { stateMachineArn } = await sfn.createStateMachine({ name, definition, roleArn: ROLE });
    const { executionArn } = await sfn.startExecution({ stateMachineArn, name: "night-run" });
    return executionArn;
  }

  it("is waited for while it ends by itself", async () => {
    const executionArn = await startExecution();

    const drained = await drain(scope(), { patienceMs: 20_000, stoppingMs: 0, pollMs: 10 });

    const { status } = await bed.account.clients.sfn.describeExecution({ executionArn });
    expect(drained).to.deep.equal({ stopped: [], unfinished: [] });
    expect(status).to.equal("SUCCEEDED");
  });

  it("is stopped and named when the patience is over", async () => {
    await startExecution();

    const drained = await drain(scope(), { ...IMPATIENT, stoppingMs: 5_000 });

    expect(drained).to.deep.equal({
      stopped: ["execution night-run of careplus-pr-7-tickets"],
      unfinished: [],
    });
  });

  it("is named where it can only be waited for and does not end in time", async () => {
    const { sqs } = bed.account.clients;
    const { QueueUrl } = await sqs.createQueue({ QueueName: "careplus-pr-7-load-requests" });
    for (const MessageBody of ["1", "2", "3"]) await sqs.sendMessage({ QueueUrl, MessageBody });
    await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 2, VisibilityTimeout: 600 });

    const drained = await drain(scope(), IMPATIENT);

    expect(drained).to.deep.equal({ stopped: [], unfinished: ["2 events of careplus-pr-7-load-requests"] });
  });

  it("counts waiting events only where a function takes them, and takes that function away in the end", async () => {
    const { sqs, lambda } = bed.account.clients;
    const QueueName = "careplus-pr-7-load-requests";
    const { QueueUrl } = await sqs.createQueue({ QueueName });
    const FunctionName = "careplus-pr-7-loader";
    await lambda.createFunction({
      FunctionName,
      Runtime: "nodejs24.x",
      Role: ROLE,
      Handler: "index.handler",
      Code: { ZipFile: zipSync({ "index.js": Buffer.from(WAITS) }) },
    });
    const { UUID } = await lambda.createEventSourceMapping({
      FunctionName,
      EventSourceArn: `arn:aws:sqs:eu-central-1:000000000000:${QueueName}`,
    });
    // A delayed event is in no hand yet: it does not count.
    await sqs.sendMessage({ QueueUrl, MessageBody: "1", DelaySeconds: 900 });
    const beforeIt = await drain(scope(), IMPATIENT);
    await sqs.sendMessage({ QueueUrl, MessageBody: "2" });

    const drained = await drain(scope(), IMPATIENT);

    const source = await lambda.getEventSourceMapping({ UUID });
    expect(beforeIt).to.deep.equal({ stopped: [], unfinished: [] });
    expect(drained.stopped).to.deep.equal([`1 event of ${QueueName}`]);
    expect(source.State).to.match(/^Disabl/);
  });

  it("is a run of a Glue job: it is stopped", async () => {
    const { glue, s3 } = bed.account.clients;
    const JobName = "careplus-pr-7-extract";
    await s3.createBucket({ Bucket: "scripts" });
    await s3.putObject({ Bucket: "scripts", Key: "wait.py", Body: "import time\ntime.sleep(3)\n" });
    const Command = { Name: "glueetl", ScriptLocation: "s3://scripts/wait.py" };
    await glue.createJob({ Name: JobName, Role: ROLE, Command });
    const { JobRunId } = await glue.startJobRun({ JobName });
    const { JobRun } = await glue.getJobRun({ JobName, RunId: JobRunId });

    const drained = await drain(scope(), { ...IMPATIENT, stoppingMs: 5_000 });

    expect(JobRun?.JobRunState).to.equal("RUNNING");
    expect(drained).to.deep.equal({ stopped: [`run ${JobRunId} of ${JobName}`], unfinished: [] });
  });
});
