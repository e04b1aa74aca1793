/** A parsed entry; names and units are those of the contract LOGS. */
export interface LogEntry {
  /** Microseconds since 1970, UTC. */
  readonly loggedAtMicros: number;
  readonly level: string;
  readonly component: string;
  readonly ticketId: string | null;
  readonly sessionId: string | null;
  readonly ip: string;
  readonly responseTimeMs: number;
  readonly cpuPercent: number;
  readonly eventType: string;
  readonly isError: boolean;
  readonly userAgent: string;
  readonly message: string;
  readonly debug: string | null;
  readonly traceId: string | null;
}

/** Every rule that an entry breaks. `ticketId` where it could be read. */
export interface RejectedEntry {
  readonly reasons: readonly string[];
  readonly ticketId: string | null;
}

export type ParsedEntry =
  | { readonly kind: "entry"; readonly entry: LogEntry }
  | { readonly kind: "rejected"; readonly rejected: RejectedEntry };
