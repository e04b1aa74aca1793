import { expect } from "chai";
import { lastFailure } from "../../../../delivery/stack/smoke/look-around";

const AT = new Date("2026-11-25T08:00:00Z");

describe("what ended a ticket run", () => {
  it("is the first cause and not the notification of it, in the words of the job", () => {
    const cause = JSON.stringify({ JobName: "extract", ErrorMessage: "The MySQL user may not read." });

    const said = lastFailure([
      { id: 1, timestamp: AT, type: "TaskStateEntered", stateEnteredEventDetails: { name: "Extract" } },
      {
        id: 2,
        timestamp: AT,
        type: "TaskFailed",
        taskFailedEventDetails: failed("States.TaskFailed", cause),
      },
      { id: 3, timestamp: AT, type: "FailStateEntered", stateEnteredEventDetails: { name: "Failed" } },
      {
        id: 4,
        timestamp: AT,
        type: "ExecutionFailed",
        executionFailedEventDetails: { error: "TicketRunFailed", cause: "A step failed." },
      },
    ]);

    expect(said).to.equal("its last state is Failed, after States.TaskFailed: The MySQL user may not read.");
  });

  it("is told in one line, and of a long cause the end, where exceptions say what they are", () => {
    const cause = `Traceback\n${"  at somewhere\n".repeat(100)}ValueError: no such table`;

    const said = lastFailure([
      {
        id: 1,
        timestamp: AT,
        type: "TaskFailed",
        taskFailedEventDetails: failed("States.TaskFailed", cause),
      },
    ]);

    expect(said).to.match(
      /^its last state is unknown, after States\.TaskFailed: ….* ValueError: no such table$/,
    );
    expect(said).to.have.length.below(700);
  });

  it("is only the state where nothing has failed yet", () => {
    const said = lastFailure([
      { id: 1, timestamp: AT, type: "TaskStateEntered", stateEnteredEventDetails: { name: "Transform" } },
    ]);

    expect(said).to.equal("its last state is Transform");
  });
});

function failed(error: string, cause: string) {
  return { resourceType: "glue", resource: "startJobRun.sync", error, cause };
}
