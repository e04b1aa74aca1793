import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RecordCounts, TransformedObject } from "../../runtime/load/transformed-object";
import type { ExtractRequest, TicketEngine } from "../pipeline/ticket-engine";
import type { TicketExtraction } from "../tickets/extract";
import type { TicketManifest } from "../tickets/manifest";
import { parseMysqlUrl } from "../tickets/mysql-url";
import { SOURCE_VERSION } from "../tickets/transform";
import { jdbcUrl } from "./jdbc-url";
import { SparkProcess } from "./spark-process";

const SQL_DIR = join(__dirname, "..", "..", "glue", "sql");
const PASSWORD_VARIABLE = "CAREPLUS_MYSQL_PASSWORD";

/** What transform_tickets.py answers. */
interface Transformation {
  readonly sourceObject: string;
  readonly counts: RecordCounts;
  readonly bytesRead: number;
  readonly ruleVersion: string;
  readonly transformedAt: string;
  readonly processedKeys: readonly string[];
  readonly quarantineKeys: readonly string[];
}

/** Tickets by the two Glue jobs, in a Spark session on this machine. */
export class SparkEngine implements TicketEngine {
  private readonly lakeUrl: string;

  /** @param spark a session whose environment has the password of MySQL (see `sparkFor`) */
  constructor(
    lakeDir: string,
    private readonly timeZone: string,
    private readonly spark: SparkProcess,
  ) {
    this.lakeUrl = pathToFileURL(lakeDir).href;
  }

  async extract(request: ExtractRequest): Promise<TicketExtraction> {
    const address = parseMysqlUrl(request.mysqlUrl);
    const extraction = await this.spark.run<TicketExtraction>("extract_tickets", {
      lake: this.lakeUrl,
      jdbc_url: jdbcUrl(address),
      user: address.user,
      password_env: PASSWORD_VARIABLE,
      table: request.table,
      source_sql: pathToFileURL(join(SQL_DIR, "source")).href,
      run_id: request.runId,
      now: request.now.toISOString(),
    });
    request.onProgress(extraction.snapshot.sourceRows);
    return extraction;
  }

  async transform(extraction: TicketManifest): Promise<TransformedObject> {
    const { transformedAt, ...transformed } = await this.spark.run<Transformation>("transform_tickets", {
      lake: this.lakeUrl,
      source_object: extraction.sourceObject,
      sql: pathToFileURL(join(SQL_DIR, "tickets")).href,
      time_zone: this.timeZone,
    });
    return {
      ...transformed,
      dataset: "tickets",
      sourceVersion: SOURCE_VERSION,
      firstByte: 0,
      transformedAt: new Date(transformedAt),
    };
  }

  close(): Promise<void> {
    return this.spark.close();
  }
}

/** A session that may read from a MySQL server; without an address one that only transforms. */
export function sparkFor(mysqlUrl: string | undefined): SparkProcess {
  const password = mysqlUrl === undefined ? "" : parseMysqlUrl(mysqlUrl).password;
  return new SparkProcess({ [PASSWORD_VARIABLE]: password });
}
