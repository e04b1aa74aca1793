import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { SparkProcess } from "../../local/spark/spark-process";
import { CareplusError } from "../../runtime/errors";
import type { Extraction } from "./ticket-history";
import type { TicketJob } from "./ticket-job";

const ROOT = join(__dirname, "../..");
const SQL = pathToFileURL(join(ROOT, "glue/sql/tickets")).href;
const PYTHONPATH = ["local/spark", "glue"].map((folder) => join(ROOT, folder)).join(delimiter);

/** The Glue job itself, on Spark, which begins with the first run. */
export class GlueJob implements TicketJob {
  private readonly spark = new SparkProcess(
    { CAREPLUS_SPARK_MASTER: "local[1]", PYTHONPATH },
    join(__dirname, "dying_jobs.py"),
  );

  async run(
    lakeDir: string,
    { manifest }: Extraction,
    now: Date,
    diesAt: number | undefined,
  ): Promise<boolean> {
    try {
      await this.spark.run("transform_tickets", {
        lake: pathToFileURL(lakeDir).href,
        source_object: manifest.sourceObject,
        sql: SQL,
        time_zone: "UTC",
        manifests: "processed/manifests/tickets",
        now: now.toISOString(),
        ...(diesAt !== undefined && { dies_at: String(diesAt) }),
      });
      return true;
    } catch (error) {
      if (error instanceof CareplusError && error.message.includes("the job was killed")) return false;
      throw error;
    }
  }

  close(): Promise<void> {
    return this.spark.close();
  }
}
