import { expect } from "chai";
import { TicketSchedule } from "../../../local/pipeline/ticket-schedule";
import type { TableClock } from "../../../local/tickets/change-probe";

/** A server that says what it is told to say, and a clock that stands still until it is moved. */
class Scene {
  now = 1_000_000;
  answer: TableClock | undefined;
  questions = 0;
  readonly schedule = new TicketSchedule(this, 2_000, () => this.now);

  async ask(): Promise<TableClock | undefined> {
    this.questions++;
    return this.answer;
  }

  /** Whether the table is read `laterMs` from now. */
  async isReadDue(laterMs: number): Promise<boolean> {
    this.now += laterMs;
    return this.schedule.isReadDue();
  }
}

describe("when the ticket table is read", () => {
  it("is read first of all", async () => {
    const scene = new Scene();

    expect(await scene.isReadDue(0)).to.equal(true);
  });

  it("is not read again while the server says that nothing changed", async () => {
    const scene = new Scene();
    scene.answer = { changedAt: 100, askedAt: 200 };
    await scene.isReadDue(0);

    expect(await scene.isReadDue(10_000)).to.equal(false);
    expect(scene.schedule.untilNextQuestionMs()).to.equal(250);
  });

  it("is read at the first question after a change", async () => {
    const scene = new Scene();
    scene.answer = { changedAt: 100, askedAt: 200 };
    await scene.isReadDue(0);
    await scene.isReadDue(10_000);
    scene.answer = { changedAt: 210, askedAt: 210 };

    expect(await scene.isReadDue(250)).to.equal(true);
  });

  it("is read no more often than every pollMs, and the server is not asked in between", async () => {
    const scene = new Scene();
    scene.answer = { changedAt: 200, askedAt: 200 };
    await scene.isReadDue(0);

    expect(await scene.isReadDue(1_999)).to.equal(false);
    expect(scene.questions).to.equal(1);
    expect(scene.schedule.untilNextQuestionMs()).to.equal(250);
    expect(await scene.isReadDue(1)).to.equal(true);
  });

  it("is read once more when the change was too fresh for the read before to have seen all of it", async () => {
    const scene = new Scene();
    scene.answer = { changedAt: 199, askedAt: 200 };
    await scene.isReadDue(0);
    scene.answer = { changedAt: 199, askedAt: 202 };

    expect(await scene.isReadDue(2_000)).to.equal(true);
    expect(await scene.isReadDue(2_000)).to.equal(false);
  });

  it("is read every pollMs where the server does not say when it changed", async () => {
    const scene = new Scene();
    await scene.isReadDue(0);

    expect(await scene.isReadDue(1_999)).to.equal(false);
    expect(await scene.isReadDue(1)).to.equal(true);
  });

  it("is read once a minute although the server says that nothing changed", async () => {
    const scene = new Scene();
    scene.answer = { changedAt: 100, askedAt: 200 };
    await scene.isReadDue(0);

    expect(await scene.isReadDue(59_999)).to.equal(false);
    expect(await scene.isReadDue(1)).to.equal(true);
  });

  it("is read again after a read that failed", async () => {
    const scene = new Scene();
    scene.answer = { changedAt: 100, askedAt: 200 };
    await scene.isReadDue(0);

    scene.schedule.readFailed();

    expect(await scene.isReadDue(2_000)).to.equal(true);
  });
});
