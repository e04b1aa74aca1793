import * as pulumi from "@pulumi/pulumi";
import { LOG_QUARANTINE, LOGS, TICKET_QUARANTINE, TICKETS } from "../runtime/contracts";
import * as aws from "./aws";
import { createFileTable } from "./catalog/file-table";
import { createSavedQueries } from "./catalog/saved-queries";
import { createView } from "./catalog/view";
import type { Lake } from "./lake";
import type { Platform } from "./platform";

export interface CatalogArgs {
  readonly platform: Platform;
  readonly lake: Lake;
}

/** The lake as tables, and the Athena workgroup that asks it. Tables come from the contracts: no crawler, no MSCK. */
export class Catalog extends pulumi.ComponentResource {
  readonly database: aws.glue.CatalogDatabase;
  readonly workgroup: aws.athena.Workgroup;

  constructor(name: string, { platform, lake }: CatalogArgs, opts?: pulumi.ComponentResourceOptions) {
    super("careplus:catalog:Catalog", name, {}, opts);
    this.database = new aws.glue.CatalogDatabase(
      "lake",
      { name: platform.naming.identifier, description: "Processed and quarantined tickets and logs" },
      { parent: this },
    );
    const file = { databaseName: this.database.name, catalogId: this.database.catalogId };
    createFileTable("ticket_versions", { ...file, dataset: TICKETS, bucket: lake.processed }, this);
    createFileTable("log_entry_copies", { ...file, dataset: LOGS, bucket: lake.processed }, this);
    createFileTable(
      "ticket_quarantine",
      { ...file, dataset: TICKET_QUARANTINE, bucket: lake.quarantine },
      this,
    );
    createFileTable("log_quarantine", { ...file, dataset: LOG_QUARANTINE, bucket: lake.quarantine }, this);
    createView("tickets", { ...file, dataset: TICKETS }, this);
    createView("log_entries", { ...file, dataset: LOGS }, this);
    this.workgroup = this.createWorkgroup(platform, lake);
    createSavedQueries(platform, this.database.name, this.workgroup.id, this);
    this.registerOutputs({ database: this.database.name, workgroup: this.workgroup.name });
  }

  /** Whoever asks through it gets its result place, its encryption and its ceiling, whatever the client says. */
  private createWorkgroup({ config, naming }: Platform, lake: Lake): aws.athena.Workgroup {
    return new aws.athena.Workgroup(
      "analysts",
      {
        name: naming.name("analysts"),
        description: "Questions to the lake",
        // A workgroup with a query history cannot be deleted otherwise; the history is nobody's data.
        forceDestroy: true,
        configuration: {
          enforceWorkgroupConfiguration: true,
          publishCloudwatchMetricsEnabled: true,
          bytesScannedCutoffPerQuery: config.limits.athenaScanGib * 2 ** 30,
          engineVersion: { selectedEngineVersion: "Athena engine version 3" },
          resultConfiguration: {
            outputLocation: pulumi.interpolate`s3://${lake.results.bucketName}/athena/`,
            encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: lake.key.arn },
          },
        },
      },
      { parent: this },
    );
  }
}
