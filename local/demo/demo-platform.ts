/** Where the demo's data comes from, as `run` takes it. */
export interface DemoSource {
  /** `mysql://root@127.0.0.1:PORT/careplus` */
  readonly mysqlUrl: string;
  readonly table: string;
  readonly logsDir: string;
}

/** What the demo asks of the platform; local/pipeline and local/web do it. */
export interface DemoPlatform {
  /** Loads what is new, and says what it did. */
  runOnce(): Promise<void>;
  /** Goes on loading until the signal aborts. */
  watch(signal: AbortSignal): Promise<void>;
  /** Serves the dashboards. */
  serve(): Promise<{ readonly url: string; close(): Promise<void> }>;
}

/** Opens the platform on the demo's state folder, does the work, and closes it. */
export type WithDemoPlatform = (
  source: DemoSource,
  work: (platform: DemoPlatform) => Promise<void>,
) => Promise<void>;
