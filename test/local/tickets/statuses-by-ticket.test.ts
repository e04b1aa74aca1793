import { expect } from "chai";
import { StatusesByTicket } from "../../../local/tickets/statuses-by-ticket";

describe("the statuses that tickets were seen with", () => {
  it("are those that were added before, and none for a new ticket", () => {
    const statuses = new StatusesByTicket(0);

    const before = [1, 4, 1, 8].map((status) => statuses.add(7, 0x10, status));

    expect(before).to.deep.equal([0, 1, 5, 5]);
    expect(statuses.size).to.equal(1);
  });

  it("are kept for each ticket while the table grows, whichever word tells two tickets apart", () => {
    const statuses = new StatusesByTicket(0);
    const hashes = Array.from({ length: 20_000 }, (_, index) =>
      index % 2 === 0 ? ([index >>> 1, 0xffff_fff0] as const) : ([0xffff_ffff, (index * 16) >>> 0] as const),
    );
    for (const [index, [first, second]] of hashes.entries()) statuses.add(first, second, 1 << (index % 4));

    const before = hashes.map(([first, second]) => statuses.add(first, second, 1));

    expect(statuses.size).to.equal(20_000);
    expect(before).to.deep.equal(hashes.map((_, index) => 1 << (index % 4)));
  });
});
