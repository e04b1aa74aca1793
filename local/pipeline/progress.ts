/** What a run tells while it works; the command line draws bars from it, or prints lines. */
export interface Progress {
  readonly stage: "extract tickets" | "transform tickets" | "load tickets" | "read logs" | "load logs";
  readonly done: number;
  /** Absent while it is not known. */
  readonly total?: number;
  readonly unit: "rows" | "files" | "bytes";
}

export type OnProgress = (progress: Progress) => void;
