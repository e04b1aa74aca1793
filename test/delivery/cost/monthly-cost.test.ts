import { expect } from "chai";
import { monthlyCost, requirePriced, total, unpricedResources } from "../../../delivery/cost/monthly-cost";
import { type Resource, StackResources } from "../../../delivery/cost/resources";
import { IDLE, type Workload } from "../../../delivery/cost/workload";

const WORKGROUP = "aws:redshiftserverless/workgroup:Workgroup";
const USAGE_LIMIT = "aws:redshiftserverless/usageLimit:UsageLimit";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
/** Far more files than windows, so that every window has one. */
const BUSY: Workload = { ticketsPerDay: 0, logsGbPerDay: 100 };

function resource(type: string, name: string, inputs: Record<string, unknown> = {}): Resource {
  return { type, name, inputs };
}

function costOf(service: string, workload: Workload, ...resources: Resource[]): number {
  return monthlyCost(new StackResources(resources), workload).get(service) ?? 0;
}

describe("the monthly cost", () => {
  it("of nothing is nothing", () => {
    expect(total(monthlyCost(new StackResources([]), BUSY))).to.equal(0);
  });

  it("of an interface endpoint is 730 hours in each of its zones, and of a gateway endpoint nothing", () => {
    const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
    const inputs = { vpcEndpointType: "Interface", subnetIds: ["a", "b"] };

    expect(costOf("VPC endpoints", IDLE, resource(endpoint, "logs", inputs))).to.be.closeTo(
      2 * 730 * 0.012,
      1e-9,
    );
    expect(costOf("VPC endpoints", IDLE, resource(endpoint, "s3", { vpcEndpointType: "Gateway" }))).to.equal(
      0,
    );
  });

  it("of an alarm is that of the metrics it looks at", () => {
    const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    const metricQueries = [
      { id: "a", metric: {} },
      { id: "b", metric: {} },
      { id: "c", expression: "a / b" },
    ];

    expect(costOf("CloudWatch alarms", IDLE, resource(alarm, "one"))).to.be.closeTo(0.1, 1e-9);
    expect(costOf("CloudWatch alarms", IDLE, resource(alarm, "two", { metricQueries }))).to.be.closeTo(
      0.2,
      1e-9,
    );
  });

  it("of Redshift is a minute at least for each load of a busy day", () => {
    const loads = resource(SCHEDULE, "load-schedule", { scheduleExpression: "rate(15 minutes)" });
    const workgroup = resource(WORKGROUP, "warehouse", { baseCapacity: 8 });

    const usd = costOf("Redshift Serverless, compute", BUSY, workgroup, loads);

    // 96 loads of 60 s, and 13 GB of Parquet at a minute each: 109 minutes of 8 RPUs on each of 30.4 days.
    expect(usd).to.be.closeTo((109 / 60) * 8 * (730 / 24) * 0.451, 1e-6);
  });

  it("of Redshift stays below what the usage limit lets through", () => {
    const limit = resource(USAGE_LIMIT, "daily", {
      amount: 4,
      period: "daily",
      usageType: "serverless-compute",
      breachAction: "deactivate",
    });
    const workgroup = resource(WORKGROUP, "warehouse", { baseCapacity: 8 });
    const workload = { ...BUSY, loadEveryMinutes: 15 };

    expect(costOf("Redshift Serverless, compute", workload, workgroup, limit)).to.be.closeTo(
      4 * (730 / 24) * 0.451,
      1e-9,
    );
    const warns = resource(USAGE_LIMIT, "daily", { ...limit.inputs, breachAction: "log" });
    expect(costOf("Redshift Serverless, compute", workload, workgroup, warns)).to.be.greaterThan(150);
  });

  it("of Redshift falls when loads come less often", () => {
    const workgroup = resource(WORKGROUP, "warehouse", { baseCapacity: 8 });
    const every = (minutes: number): number =>
      costOf("Redshift Serverless, compute", { ...BUSY, loadEveryMinutes: minutes }, workgroup);

    expect(every(60)).to.be.lessThan(every(15));
    expect(every(15)).to.be.lessThan(every(5));
  });

  it("of an idle hourly extraction is a minute and a half of its workers", () => {
    const runs = resource(SCHEDULE, "ticket-schedule", { scheduleExpression: "rate(1 hour)" });
    const job = resource("aws:glue/job:Job", "extract-tickets", { workerType: "G.2X", numberOfWorkers: 3 });

    expect(costOf("Glue jobs", IDLE, job, runs)).to.be.closeTo(6 * 1.5 * (730 / 60) * 0.44, 1e-9);
  });

  it("of a MySQL that pauses is that of the time it is awake; of one that must not, of all the time", () => {
    const runs = resource(SCHEDULE, "ticket-schedule", { scheduleExpression: "rate(1 hour)" });
    const cluster = (minCapacity: number): Resource =>
      resource("aws:rds/cluster:Cluster", "mysql", {
        serverlessv2ScalingConfiguration: { minCapacity, secondsUntilAutoPause: 600 },
      });
    const instance = resource("aws:rds/clusterInstance:ClusterInstance", "mysql");

    expect(costOf("Aurora MySQL, compute", IDLE, cluster(0), instance, runs)).to.be.closeTo(
      (11.5 / 60) * 730 * 0.14,
      1e-9,
    );
    expect(costOf("Aurora MySQL, compute", IDLE, cluster(0.5), instance, runs)).to.be.closeTo(
      0.5 * 730 * 0.14,
      1e-9,
    );
  });

  it("of logs in the lake is less once they are moved to infrequent access", () => {
    const bucket = resource("aws:s3/bucket:Bucket", "raw");
    const rules = [{ transitions: [{ days: 90, storageClass: "STANDARD_IA" }] }];
    const cooled = resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "raw", {
      rules,
    });
    const workload = { ticketsPerDay: 0, logsGbPerDay: 1 };

    // A year of 365 GB as it came, and 13 % of that as Parquet.
    expect(costOf("S3, storage", workload, bucket)).to.be.closeTo(365 * 1.13 * 0.0245, 1e-6);
    expect(costOf("S3, storage", workload, bucket, cooled)).to.be.closeTo(
      (90 + 365 * 0.13) * 0.0245 + 275 * 0.0135,
      1e-6,
    );
  });

  it("grows with the workload in every service that depends on it", () => {
    const stack = new StackResources([
      resource("aws:s3/bucket:Bucket", "raw"),
      resource("aws:lambda/function:Function", "log-transformer", { memorySize: 1769 }),
    ]);

    const one = total(monthlyCost(stack, { ticketsPerDay: 10, logsGbPerDay: 1 }));
    const ten = total(monthlyCost(stack, { ticketsPerDay: 100, logsGbPerDay: 10 }));

    expect(ten / one).to.be.closeTo(10, 1e-6);
  });
});

describe("resources without a price", () => {
  it("are named", () => {
    expect(() => requirePriced([resource("aws:ec2/natGateway:NatGateway", "out")])).to.throw(
      "aws:ec2/natGateway:NatGateway (out) has no price: give its type a pricer in delivery/cost/model/ or a line in delivery/cost/free-types.ts",
    );
  });

  it("are a VPC of awsx that has NAT gateways, and not one without", () => {
    const vpc = (strategy: string): Resource =>
      resource("awsx:ec2:Vpc", "network", { natGateways: { strategy } });

    expect(unpricedResources([vpc("Single")])).to.have.length(1);
    expect(unpricedResources([vpc("None")])).to.deep.equal([]);
  });

  it("are no components, and nothing of the engine's", () => {
    const groups = [resource("careplus:lake:Lake", "lake"), resource("pulumi:pulumi:Stack", "careplus-dev")];

    expect(unpricedResources(groups)).to.deep.equal([]);
  });
});
