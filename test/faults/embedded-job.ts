import type { DuckDBConnection } from "@duckdb/node-api";
import { FolderStore } from "../../local/store/folder-store";
import { transformTickets } from "../../local/tickets/transform";
import { formatTransformManifest } from "../../runtime/load/transform-manifest";
import type { Extraction } from "./ticket-history";
import type { TicketJob } from "./ticket-job";

class Killed extends Error {}

/** The rules of the Glue job on DuckDB: a tenth of a second, where Spark takes some. */
export class EmbeddedJob implements TicketJob {
  constructor(private readonly connection: DuckDBConnection) {}

  async run(
    lakeDir: string,
    { manifest: extraction }: Extraction,
    now: Date,
    diesAt = Number.POSITIVE_INFINITY,
  ): Promise<boolean> {
    const lake = new MortalStore(lakeDir, diesAt);
    const { connection } = this;
    try {
      const object = await transformTickets({ connection, lake, extraction, timeZone: "UTC", now });
      const manifest = await lake.create(`processed/manifests/tickets/${extraction.runId}.json`);
      await manifest.write(Buffer.from(formatTransformManifest(object)));
      await manifest.close();
      return true;
    } catch (error) {
      if (error instanceof Killed) return false;
      throw error;
    }
  }
}

/** From its end on, nothing reaches the lake. */
class MortalStore extends FolderStore {
  constructor(
    root: string,
    private left: number,
  ) {
    super(root);
  }

  override pathOf(key: string): string {
    if (--this.left < 0) throw new Killed("killed");
    return super.pathOf(key);
  }
}
