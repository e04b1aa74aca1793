import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { handler } from "../../../runtime/handlers/refresh";
import { PlainEmulator } from "../../fixtures/plain-emulator";
import { COMPLETED, STARTED } from "../reporting/played-answers";
import { type PowerBiServer, startPowerBiServer } from "../reporting/power-bi-server";

describe("the refresh function's handler", () => {
  let emulator: PlainEmulator;
  let powerBi: PowerBiServer;
  let environment: NodeJS.ProcessEnv;
  let sqs: SQSClient;
  let mailbox: string;
  let printed: object[];
  let print: typeof console.log;

  before(async () => {
    emulator = await PlainEmulator.start();
    environment = { ...process.env };
    Object.assign(process.env, emulator.environment);
    sqs = new SQSClient({});
    const { ARN } = await new SecretsManagerClient({}).send(
      new CreateSecretCommand({ Name: "power-bi", SecretString: "s3cret" }),
    );
    const sns = new SNSClient({});
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "alerts" }));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "mailbox" }));
    mailbox = QueueUrl ?? "";
    const Endpoint = `arn:aws:sqs:eu-central-1:000000000000:mailbox`;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint }));
    Object.assign(process.env, {
      TENANT_ID: "tenant",
      WORKSPACE_ID: "workspace",
      DATASET_ID: "dataset",
      CLIENT_ID: "client",
      CAPACITY: "premium",
      CLIENT_SECRET_ARN: ARN,
      ALARM_TOPIC_ARN: TopicArn,
    });
    print = console.log;
  });
  beforeEach(async () => {
    powerBi = await startPowerBiServer();
    Object.assign(process.env, { LOGIN_ADDRESS: powerBi.address, API_ADDRESS: powerBi.address });
    printed = [];
    console.log = (line: object) => printed.push(line);
  });
  afterEach(async () => {
    console.log = print;
    await powerBi.close();
  });
  after(async () => {
    process.env = environment;
    await emulator.stop();
  });

  const twoLoads = { Records: [{ messageId: "1" }, { messageId: "2" }] };
  const context = (remainingMs: number) => ({ getRemainingTimeInMillis: () => remainingMs });
  const alarms = async (): Promise<[subject: string, message: string][]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: mailbox, MaxNumberOfMessages: 10 }),
    );
    return Messages.map(({ Body }) => JSON.parse(Body ?? "")).map(({ Subject, Message }) => [
      Subject,
      Message,
    ]);
  };

  it("refreshes once for all loads of a batch, as the principal whose secret is kept, and tells nobody", async () => {
    powerBi.play("start", STARTED);
    powerBi.play("status", COMPLETED);

    const answer = await handler(twoLoads, context(60_000));

    expect(answer).to.deep.equal({ batchItemFailures: [] });
    expect(printed).to.deep.equal([{ event: "refresh completed", loads: 2 }]);
    expect(powerBi.asked.map(({ method }) => method)).to.deep.equal(["POST", "POST", "GET"]);
    expect(powerBi.asked[0]?.body).to.include("client_id=client&client_secret=s3cret&");
    expect(await alarms()).to.deep.equal([]);
  });

  it("tells the alarm topic of a failure in one sentence, and fails, so that the loads come again", async () => {
    powerBi.play("start", { status: 404 });

    const failure = await handler(twoLoads, context(60_000)).catch((error: Error) => error.message);

    const sentence = "Power BI has no dataset dataset in the workspace workspace";
    expect(failure).to.equal(sentence);
    expect(await alarms()).to.deep.equal([
      ["CarePlus: Power BI was not refreshed", `Power BI shows the numbers of before: ${sentence}`],
    ]);
  });

  it("tells the alarm topic of a secret that cannot be read", async () => {
    const arn = process.env.CLIENT_SECRET_ARN;
    process.env.CLIENT_SECRET_ARN = `${arn}-gone`;

    const failure = await handler(twoLoads, context(60_000)).catch((error: Error) => error.message);

    process.env.CLIENT_SECRET_ARN = arn;
    expect(await alarms()).to.deep.equal([
      ["CarePlus: Power BI was not refreshed", `Power BI shows the numbers of before: ${failure}`],
    ]);
    expect(powerBi.asked).to.deep.equal([]);
  });

  it("has the loads brought again without an error when another refresh is in the way", async () => {
    powerBi.play("start", { status: 409 });

    const answer = await handler(twoLoads, context(6_000));

    expect(answer).to.deep.equal({ batchItemFailures: [{ itemIdentifier: "1" }, { itemIdentifier: "2" }] });
    expect(printed).to.deep.equal([{ event: "refresh postponed", loads: 2 }]);
    expect(await alarms()).to.deep.equal([]);
  });
});
