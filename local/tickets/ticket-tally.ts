import type { SourceTickets } from "../../runtime/warehouse/reconciliation-checks";
import { hashMd5 } from "./md5";
import { StatusesByTicket } from "./statuses-by-ticket";
import { TrimmedField } from "./trimmed-field";

/** Statuses by rank: of several that a ticket has, the one of the highest rank counts. Rank 0 is any other text. */
const STATUSES = ["", "open", "escalated", "resolved"].map((status) => Buffer.from(status));
const LOWER_CASE = 0x20;

/**
 * Counts the tickets in a stream of row packets as `glue/sql/source/count_tickets.sql` counts them on the server, for
 * extractions that read the whole table anyway: the server would sort it once more.
 */
export class TicketTally {
  private readonly ticketId: TrimmedField;
  private readonly status: TrimmedField;
  private readonly statuses: StatusesByTicket;
  private readonly hash = new Uint32Array(4);
  private readonly ticketsByRank = STATUSES.map(() => 0);
  private keyHashSum = 0;
  private severalStatuses = 0;

  /**
   * @param fieldIndexes places of the two columns in a row, the first being 0
   * @param expected about how many tickets there will be
   */
  constructor(fieldIndexes: { readonly ticketId: number; readonly status: number }, expected: number) {
    this.ticketId = new TrimmedField(fieldIndexes.ticketId);
    this.status = new TrimmedField(fieldIndexes.status);
    this.statuses = new StatusesByTicket(expected);
  }

  get counts(): Required<SourceTickets> {
    const [, openTickets = 0, escalatedTickets = 0, resolvedTickets = 0] = this.ticketsByRank;
    const { keyHashSum, severalStatuses } = this;
    return {
      distinctTickets: this.statuses.size,
      census: { keyHashSum, resolvedTickets, escalatedTickets, openTickets, severalStatuses },
    };
  }

  add(packet: Buffer, rowStart: number): void {
    const { hash, ticketId } = this;
    if (!ticketId.read(packet, rowStart)) return;
    hashMd5(packet.subarray(ticketId.start, ticketId.end), hash);
    const rank = this.rankOf(packet, rowStart);
    const before = this.statuses.add(hash[1] as number, hash[2] as number, 1 << rank);
    if (before === 0) {
      this.keyHashSum += first28Bits(hash[0] as number);
      this.count(rank, 1);
    } else if ((before & (1 << rank)) === 0) {
      const strongest = highestBit(before);
      if (before === 1 << strongest) this.severalStatuses++;
      if (rank < strongest) return;
      this.count(strongest, -1);
      this.count(rank, 1);
    }
  }

  private count(rank: number, tickets: number): void {
    this.ticketsByRank[rank] = (this.ticketsByRank[rank] ?? 0) + tickets;
  }

  private rankOf(packet: Buffer, rowStart: number): number {
    const { status } = this;
    status.read(packet, rowStart);
    const length = status.end - status.start;
    for (let rank = STATUSES.length - 1; rank > 0; rank--) {
      const name = STATUSES[rank] as Buffer;
      if (name.length === length && isNamed(packet, status.start, name)) return rank;
    }
    return 0;
  }
}

/** Whether the bytes at `start` are a name of lower-case letters, in any letter case. */
function isNamed(packet: Buffer, start: number, name: Buffer): boolean {
  for (let at = 0; at < name.length; at++) {
    if (((packet[start + at] as number) | LOWER_CASE) !== name[at]) return false;
  }
  return true;
}

/** The number that the first seven hex digits of a digest stand for, from its first four bytes, lowest first. */
function first28Bits(word: number): number {
  return (
    ((word & 0xff) << 20) | (((word >>> 8) & 0xff) << 12) | (((word >>> 16) & 0xff) << 4) | (word >>> 28)
  );
}

function highestBit(bits: number): number {
  return 31 - Math.clz32(bits);
}
