import type { Clients } from "../clients";
import { accessCreators } from "./access";
import { catalogCreators } from "./catalog";
import type { Creator } from "./creator";
import { eventCreators } from "./events";
import { functionCreators } from "./functions";
import { lakeCreators } from "./lake";
import { operationsCreators } from "./operations";
import { warehouseCreators } from "./warehouse";

/** How each type of resource is made on the emulator: the closed list of what the program may declare. */
export function creatorsOf(clients: Clients): Readonly<Record<string, Creator>> {
  return {
    ...accessCreators(clients),
    ...catalogCreators(clients),
    ...eventCreators(clients),
    ...functionCreators(clients),
    ...lakeCreators(clients),
    ...operationsCreators(clients),
    ...warehouseCreators(clients),
  };
}
