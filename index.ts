import { Catalog } from "./infra/catalog";
import { Lake } from "./infra/lake";
import { Loader } from "./infra/loader";
import { LogPipeline } from "./infra/log-pipeline";
import { Network } from "./infra/network";
import { Operations } from "./infra/operations";
import { Alerts } from "./infra/operations/alerts";
import { stackOutputs } from "./infra/outputs";
import { Platform } from "./infra/platform";
import { RemovalGuard } from "./infra/removal-guard";
import { Replay } from "./infra/replay";
import { Reporting } from "./infra/reporting";
import { TicketPipeline } from "./infra/ticket-pipeline";
import { TicketSource } from "./infra/ticket-source";
import { Warehouse } from "./infra/warehouse";

const platform = new Platform("platform");
const within = { parent: platform };
const { powerBi } = platform.config;

const lake = new Lake("lake", { platform }, within);
const { key } = lake;
const alerts = new Alerts("alerts", { platform, key }, within);
const network = new Network("network", { platform, key }, within);
const source = new TicketSource("source", { platform, network, key }, within);
const logs = new LogPipeline("logs", { platform, lake }, within);
const catalog = new Catalog("catalog", { platform, lake }, within);
const warehouse = new Warehouse("warehouse", { platform, lake, network }, within);
const loader = new Loader("load", { platform, lake, warehouse }, within);
// After the loader, which its flow calls.
const tickets = new TicketPipeline(
  "tickets",
  {
    platform,
    lake,
    source,
    loader: loader.loader,
    reconciler: loader.reconciler,
    alerts: alerts.topic,
  },
  within,
);
const replay = new Replay(
  "replay",
  {
    platform,
    lake,
    warehouse,
    transformer: logs.transformer,
    transformJob: tickets.transform,
    loader: loader.loader,
    alerts: alerts.topic,
  },
  within,
);
const reporting =
  powerBi && new Reporting("reporting", { platform, lake, alerts: alerts.topic, powerBi }, within);
new Operations(
  "operations",
  {
    platform,
    alerts,
    logs,
    tickets,
    warehouse,
    loader,
    ...(reporting && { reporting }),
  },
  within,
);
new RemovalGuard("removal-guard", platform);

/** What a person needs next; `pulumi stack output` prints it. */
export const outputs = stackOutputs({
  platform,
  lake,
  alerts,
  network,
  source,
  logs,
  catalog,
  warehouse,
  loader,
  tickets,
  replay,
});
