import { anyFault } from "./call-fault";
import { Chance } from "./chance";
import type { FaultBed } from "./fault-bed";
import { anyLogs, type LogVersion, underOtherRules } from "./log-history";
import { anyExtractions, type Extraction } from "./ticket-history";
import type { TicketJob } from "./ticket-job";

/** What happened in a history, and what it must have led to. */
export interface History {
  readonly logs: readonly LogVersion[];
  readonly extractions: readonly Extraction[];
  /** Each step in a few words. */
  readonly steps: readonly string[];
}

/** Most calls of AWS that a run makes, about. */
const CALLS = { transform: 8, load: 28 };
/** Most places where a job reaches into the lake. */
const JOB_CALLS = 24;
/** Rounds without a fault after which nothing may be left to do. */
const MOST_ROUNDS = 20;

const EVERYTHING = Number.POSITIVE_INFINITY;

const CONFLICT = "1023 DETAIL: Serializable isolation violation on table - 101";
const REFUSALS = [CONFLICT, CONFLICT, "Query cancelled on user's request", "Disk Full"];
const STATEMENTS = ["lock ops.loads", "commit", "copy ", "insert into ops.loads", "insert into fact_"];

/** Says what must be so: throws where it is not. */
export interface Judge {
  /** Between any two steps. */
  between(): Promise<void>;
  /** When all is done, and again after events have come once more. */
  atRest(history: History): Promise<void>;
}

/** Lets one history happen, which the seed fixes, and then all that is left to do without another fault. */
export async function happen(bed: FaultBed, seed: number, job: TicketJob, judge: Judge): Promise<void> {
  const chance = new Chance(seed);
  await bed.reset(chance);
  const history = new HistoryRun(bed, chance, job, judge);
  try {
    await history.haveFaults();
    await history.comeToRest();
    await judge.atRest(history);
    await history.hearAllAgain();
    await judge.atRest(history);
  } catch (cause) {
    const steps = history.steps.join("\n  ");
    throw new Error(`seed ${seed}: npm run test:faults -- --histories 1 --seed ${seed}\n  ${steps}`, {
      cause,
    });
  }
}

class HistoryRun implements History {
  readonly logs: LogVersion[];
  readonly extractions: readonly Extraction[];
  readonly steps: string[] = [];
  private readonly toPut: LogVersion[];
  private readonly toTransform: Extraction[];

  constructor(
    private readonly bed: FaultBed,
    private readonly chance: Chance,
    private readonly job: TicketJob,
    private readonly judge: Judge,
  ) {
    this.logs = [...anyLogs(chance)];
    this.extractions = anyExtractions(chance, 3);
    // A second version of an object is put after its first.
    this.toPut = [...this.logs];
    this.toTransform = [...this.extractions];
  }

  async haveFaults(): Promise<void> {
    for (const extraction of this.extractions) await this.bed.putExtraction(extraction);
    // So that the first loads have something to do.
    await this.put();
    await this.bed.run([this.bed.transformLogs(EVERYTHING)]);
    await this.transformTickets();
    for (let step = this.chance.between(8, 14); step > 0; step--) {
      await this.step();
      await this.judge.between();
    }
  }

  private async step(): Promise<void> {
    const { bed, chance } = this;
    if (chance.isOneIn(3)) bed.arrivals.showAll();
    if (chance.isOneIn(3)) bed.loads.showAll();
    switch (chance.below(9)) {
      case 0:
      case 1:
        return this.put();
      case 2:
        return this.transformTickets(chance.isOneIn(2) ? chance.below(JOB_CALLS) : undefined);
      case 3:
        return this.hearAgain();
      case 4:
        return this.refuse();
      case 5:
        return this.functions("drain", "transform");
      case 6:
        return this.functions("load", "load");
      case 7:
        return this.changeRules();
      default:
        return this.functions("transform", "load");
    }
  }

  private async put(): Promise<void> {
    for (const version of this.toPut.splice(0, this.chance.between(1, 2))) {
      this.steps.push(`put ${version.key} ${version.version}`);
      await this.bed.put(version);
    }
  }

  /** And transform anew what came before: one of the versions that were put. */
  private async changeRules(): Promise<void> {
    const put = this.logs.filter((version) => !this.toPut.includes(version));
    for (const version of this.chance.some(put, 1)) {
      this.steps.push(`other rules for ${version.key} ${version.version}`);
      const changed = underOtherRules(this.chance, version);
      this.logs[this.logs.indexOf(version)] = changed;
      await this.bed.put(changed);
    }
  }

  private async transformTickets(diesAt?: number): Promise<void> {
    const extraction = this.chance.some(this.toTransform, 1)[0];
    if (extraction === undefined) return;
    const { runId } = extraction.manifest;
    this.steps.push(`transform ${runId}${diesAt === undefined ? "" : `, killed at ${diesAt}`}`);
    if (await this.bed.transformTickets(this.job, extraction, diesAt))
      this.toTransform.splice(this.toTransform.indexOf(extraction), 1);
  }

  private async hearAgain(): Promise<void> {
    const queue = this.chance.isOneIn(3) ? "arrivals" : "loads";
    for (const body of this.chance.some(this.bed.events[queue], 3)) {
      this.steps.push(`again ${body}`);
      this.bed[queue].put(body);
    }
  }

  private async refuse(): Promise<void> {
    const { chance } = this;
    const [match, error, times] = [
      chance.pick(STATEMENTS),
      chance.pick(REFUSALS),
      chance.pick([1, 2, 4, 5, 6]),
    ];
    this.steps.push(`Redshift refuses "${match}" ${times} times: ${error}`);
    await this.bed.doubles.redshift.fail(match, error, times);
  }

  private async functions(...names: readonly ("transform" | "load" | "drain")[]): Promise<void> {
    const { bed, chance } = this;
    const works = names.map((name) => {
      const calls = name === "transform" ? CALLS.transform : CALLS.load;
      const fault = chance.isOneIn(2) ? anyFault(chance, calls) : undefined;
      this.steps.push(`${name} ${fault === undefined ? "" : JSON.stringify(fault)}`);
      if (name === "drain") return bed.drain(fault);
      const most = chance.between(1, 6);
      return name === "transform" ? bed.transformLogs(most, fault) : bed.load(most, fault);
    });
    await bed.run(works);
  }

  /** Without any more faults, everything that is waiting is done. */
  async comeToRest(): Promise<void> {
    const { bed } = this;
    await bed.doubles.redshift.calm();
    while (this.toPut.length > 0) await this.put();
    while (this.toTransform.length > 0) await this.transformTickets();
    // What dead functions had sent arrives.
    await bed.run([]);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      bed.redrive();
      if (bed.arrivals.isEmpty && bed.loads.isEmpty) return;
      bed.arrivals.showAll();
      bed.loads.showAll();
      await bed.run([bed.transformLogs(EVERYTHING)]);
      await bed.run([bed.load(EVERYTHING)]);
    }
    throw new Error(`there is still something to do: ${JSON.stringify(bed.doubles.said.slice(-5))}`);
  }

  /** Every manifest's event comes once more, and some of those by which objects are transformed anew. */
  async hearAllAgain(): Promise<void> {
    const { bed } = this;
    for (const body of bed.events.loads.slice()) bed.loads.put(body);
    for (const body of this.chance.some(bed.events.arrivals, 2)) bed.arrivals.put(body);
    await this.comeToRest();
  }
}
