import type { Column, Dataset } from "./dataset";

/** Version of the rules in runtime/logs; raise it whenever the same bytes may come out differently. */
export const LOG_RULE_VERSION = "logs-1";

/** Where an entry lies in the raw zone. */
const ENTRY_PLACE: readonly Column[] = [
  { name: "source_object", type: "string", description: "Log object the entry came from" },
  {
    name: "byte_offset",
    type: "bigint",
    unit: "B",
    description: "Where the entry begins in its (unpacked) object",
  },
];

export const LOGS: Dataset = {
  name: "logs",
  zone: "processed",
  grain: "one distinct entry of one log object",
  key: ["entry_id", "source_object"],
  sortKey: ["logged_at"],
  columns: [
    {
      name: "entry_id",
      type: "string",
      isHash: true,
      description: "MurmurHash3 x86 128 (seed 0) of the entry's bytes, 32 hex digits",
    },
    { name: "logged_at", type: "timestamp", description: "When the service wrote the entry" },
    { name: "level", type: "string", description: "DEBUG, INFO, WARNING or ERROR, typing errors corrected" },
    { name: "component", type: "string", description: "Service that wrote the entry" },
    { name: "ticket_id", type: "string", nullable: true, description: "Ticket the entry is about" },
    { name: "session_id", type: "string", nullable: true, description: "Session of the customer" },
    { name: "ip", type: "string", description: "Address of the caller" },
    { name: "response_time_ms", type: "int", unit: "ms", description: "Response time, 0 to 86,400,000" },
    { name: "cpu_percent", type: "double", unit: "%", description: "Processor use, 0 to 100" },
    { name: "event_type", type: "string", description: "Kind of event" },
    { name: "is_error", type: "boolean", description: "Whether the service flagged the entry as an error" },
    { name: "user_agent", type: "string", description: "Program that called" },
    { name: "message", type: "string", description: "Text of the entry" },
    { name: "debug", type: "string", nullable: true, description: "Text for the developers" },
    { name: "trace_id", type: "string", nullable: true, description: "Trace the entry belongs to" },
    ...ENTRY_PLACE,
  ],
  partition: { name: "log_date", type: "date", description: "UTC date of logged_at" },
};

export const LOG_QUARANTINE: Dataset = {
  name: "logs",
  zone: "quarantine",
  grain: "one rejected entry of one log object",
  key: ["source_object", "byte_offset"],
  columns: [
    ...ENTRY_PLACE,
    { name: "record_key", type: "string", nullable: true, description: "ticket_id, where it can be read" },
    { name: "reasons", type: "string[]", description: "Every rule the entry breaks" },
    {
      name: "raw_record",
      type: "string",
      description: "The entry's text, cut at 1 MiB; bytes that are no UTF-8 are written as U+FFFD",
    },
    { name: "rule_version", type: "string", description: "Version of the rules that rejected it" },
    {
      name: "quarantined_at",
      type: "timestamp",
      description: "Time of the extraction or listing that met it",
    },
  ],
};
