import type { Weighted } from "./seeded-random";

// What the generated tickets talk about; spellings and their defects are those of docs/data.md section 1.

export const AGENTS = [
  "Sneha",
  "Arjun",
  "Meera",
  "Rahul",
  "Priya",
  "Vikram",
  "Ananya",
  "Karan",
  "Zoë",
  "Siobhán O'Neill",
] as const;

export const ISSUE_CATEGORIES = [
  "Payment Failure",
  "Login Issue",
  "Refund Request",
  "Account Update",
  "Claim Status",
  "Technical Bug",
  "Feature Request",
] as const;

export const CHANNELS = ["Email", "Chat", "Phone", "Web Form"] as const;

export type Priority = "Low" | "Medium" | "High";

export const PRIORITIES: readonly [Weighted<Priority>, ...Weighted<Priority>[]] = [
  ["Low", 0.35],
  ["Medium", 0.45],
  ["High", 0.2],
];

export const PRIORITY_TYPOS: Readonly<Record<Priority, string>> = { Low: "Lw", Medium: "Medum", High: "Hgh" };

/** Minutes to a resolution go up to this; urgent tickets are done sooner. */
export const LONGEST_RESOLUTION_MINUTES: Readonly<Record<Priority, number>> = {
  Low: 4_320,
  Medium: 2_160,
  High: 480,
};

/** Stands for an unknown number of interactions. */
export const UNKNOWN_INTERACTIONS = "-999999";

/** Texts that break readers which quote, split or escape carelessly. */
export const FEEDBACK = [
  "Customer was happy",
  'She said "thank you", twice',
  "Refund of 1,250.00 issued, closed",
  "First line\nsecond line\r\nthird line",
  "Escalated 🚨 to the payments team",
  "Don't forget: C:\\temp\\n is a path, \\N is no null",
  "'; DROP TABLE support_tickets; --",
  "कृपया वापस कॉल करें",
  "tab\tseparated\tnotes",
  "  blanks at both ends  ",
  "NULL",
  '"',
] as const;
