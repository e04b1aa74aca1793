import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { faultsOfAwsCommands } from "../docs/aws-model";
import { shellCommands } from "../docs/shell-commands";
import { inputsOf } from "./find";
import { type ProgramRun, programOf, stackFile } from "./program";

describe("what `pulumi stack output` prints", () => {
  let dev: ProgramRun;
  let outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;

  before(async () => {
    dev = await programOf(stackFile("dev"));
    outputs = dev.outputs.outputs as typeof outputs;
  });

  it("is all that a person needs next", () => {
    const { tryThis, ...names } = outputs;

    expect(names).to.deep.equal({
      buckets: {
        raw: "careplus-dev-raw-111122223333",
        processed: "careplus-dev-processed-111122223333",
        quarantine: "careplus-dev-quarantine-111122223333",
        results: "careplus-dev-results-111122223333",
        code: "careplus-dev-code-111122223333",
      },
      queues: {
        logArrivals: "Queue(log-arrivals).url",
        logDeadLetters: "Queue(log-arrivals-dead).url",
        loadRequests: "Queue(load-requests).url",
        loadDeadLetters: "Queue(load-requests-dead).url",
      },
      logUpload: { roleArn: "Role(log-upload).arn", policyArn: "Policy(log-upload).arn" },
      athena: { workgroup: "careplus-dev-analysts", database: "careplus_dev" },
      warehouse: {
        workgroup: "careplus-dev-warehouse",
        database: "careplus",
        endpoint: "Workgroup(warehouse).address",
        adminSecretArn: "Namespace(warehouse).adminPasswordSecretArn",
        clientSecurityGroupId: "SecurityGroup(warehouse-client).id",
      },
      ticketSource: {
        host: "Cluster(mysql).endpoint",
        database: "careplus",
        table: "support_tickets",
        secret: "Cluster(mysql).secretArn",
      },
      alertsTopic: "Topic(alerts).arn",
      ticketFlow: "StateMachine(tickets).arn",
      replay: "StateMachine(replay).arn",
    });
    expect(Object.keys(tryThis ?? {})).to.deep.equal([
      "shipALog",
      "runTickets",
      "replayRejected",
      "askTheLake",
      "askTheWarehouse",
      "hearOfAlarms",
      "crawlTheSource",
      "seeTheDashboard",
    ]);
  });

  it("names an existing source as it is configured", async () => {
    const prod = await programOf(stackFile("prod"));

    const { ticketSource } = prod.outputs.outputs as typeof outputs;
    expect(ticketSource).to.include({
      host: "mysql.careplus.example",
      database: "careplus",
      secret: "careplus/mysql",
    });
  });

  it("has commands that AWS's command line knows", () => {
    const commands = Object.values(outputs.tryThis ?? {}).filter((text) => text.startsWith("aws "));

    expect(commands).to.have.length(6);
    expect(faultsOfAwsCommands(commands.flatMap((text) => shellCommands(text))).flat()).to.deep.equal([]);
  });

  it("asks tables, a view, a crawler and a dashboard that there are", () => {
    const { askTheLake, askTheWarehouse, crawlTheSource, seeTheDashboard } = outputs.tryThis ?? {};
    const tables = Object.values(inputsOf(dev, "aws:glue/catalogTable:CatalogTable")).map(({ name }) => name);
    const crawler = inputsOf(dev, "aws:glue/crawler:Crawler")["source-crawler"]?.name;
    const dashboard = inputsOf(dev, "aws:cloudwatch/dashboard:Dashboard").platform?.dashboardName;

    expect(tables).to.include(/ from (\w+)"$/.exec(String(askTheLake))?.[1]);
    const [, view = ""] = / from rpt\.(\w+)"$/.exec(String(askTheWarehouse)) ?? [];
    expect(existsSync(join(__dirname, "../../warehouse/rpt", `${view}.sql`))).to.equal(true);
    expect(crawlTheSource).to.match(new RegExp(` --name ${crawler}$`));
    expect(seeTheDashboard).to.match(new RegExp(`#dashboards/dashboard/${dashboard}$`));
  });
});
