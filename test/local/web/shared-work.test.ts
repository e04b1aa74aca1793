import { expect } from "chai";
import { SharedWork } from "../../../local/web/shared-work";

/** A computation that the test ends when it likes. */
function controlled<T>() {
  let resolve: (result: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  const seen: AbortSignal[] = [];
  return {
    finish: (result: T): void => resolve(result),
    seen,
    compute: (signal: AbortSignal): Promise<T> => {
      seen.push(signal);
      return promise;
    },
  };
}

const staying = (): AbortSignal => new AbortController().signal;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("shared work", () => {
  it("two askers for the same thing get one computation's result", async () => {
    const work = new SharedWork();
    const task = controlled<string>();

    const answers = [work.ask("a", staying(), task.compute), work.ask("a", staying(), task.compute)];
    task.finish("result");

    expect(await Promise.all(answers)).to.deep.equal(["result", "result"]);
    expect(task.seen).to.have.length(1);
  });

  it("different things are computed one after the other", async () => {
    const work = new SharedWork();
    const [first, second] = [controlled<number>(), controlled<number>()];

    const answers = [work.ask("a", staying(), first.compute), work.ask("b", staying(), second.compute)];
    await turn();
    const begunAtFirst = second.seen.length;
    first.finish(1);
    second.finish(2);

    expect(begunAtFirst).to.equal(0);
    expect(await Promise.all(answers)).to.deep.equal([1, 2]);
  });

  it("waiting work that its asker has left never begins", async () => {
    const work = new SharedWork();
    const [first, second] = [controlled<number>(), controlled<number>()];
    const left = new AbortController();

    const kept = work.ask("a", staying(), first.compute);
    const dropped = work.ask("b", left.signal, second.compute).catch((error: Error) => error.name);
    left.abort();
    first.finish(1);

    expect(await kept).to.equal(1);
    expect(await dropped).to.equal("AbortError");
    expect(second.seen).to.have.length(0);
  });

  it("work goes on while one of its askers stays, and is aborted when the last has left", async () => {
    const work = new SharedWork();
    const task = controlled<number>();
    const [one, other] = [new AbortController(), new AbortController()];

    void work.ask("a", one.signal, task.compute);
    void work.ask("a", other.signal, task.compute);
    await turn();
    one.abort();
    const afterOne = task.seen[0]?.aborted;
    other.abort();

    expect(afterOne).to.equal(false);
    expect(task.seen[0]?.aborted).to.equal(true);
  });

  it("a computation that fails does not stop the next", async () => {
    const work = new SharedWork();

    const failed = await work.ask("a", staying(), () => Promise.reject(new Error("no"))).catch(String);
    const next = await work.ask("a", staying(), async () => "yes");

    expect([failed, next]).to.deep.equal(["Error: no", "yes"]);
  });
});
