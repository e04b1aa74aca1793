import {
  type EventSourceMappingConfiguration,
  paginateListEventSourceMappings,
  paginateListFunctions,
} from "@aws-sdk/client-lambda";
import { paginateListStateMachines } from "@aws-sdk/client-sfn";
import { collect } from "../aws/collect";
import { type Listing, listing, type Scope } from "./left-over";

export async function ownedStateMachines({ account, names }: Scope) {
  const found = await collect(
    paginateListStateMachines({ client: account.clients.sfn }, {}),
    ({ stateMachines }) => stateMachines,
  );
  return found.filter(({ name }) => names.owns(name));
}

/** Event sources of the stack's functions, also of functions that are gone. */
export async function ownedEventSources({
  account,
  names,
}: Scope): Promise<EventSourceMappingConfiguration[]> {
  const found = await collect(
    paginateListEventSourceMappings({ client: account.clients.lambda }, {}),
    ({ EventSourceMappings }) => EventSourceMappings,
  );
  return found.filter(({ FunctionArn }) => names.owns(FunctionArn?.split(":")[6]));
}

export const functions = listing({
  kind: "function",
  pages: ({ clients }) => paginateListFunctions({ client: clients.lambda }, {}),
  items: ({ Functions }) => Functions,
  name: ({ FunctionName }) => FunctionName,
  facts: (name, { FunctionArn = "" }) => ({
    arn: FunctionArn,
    usdPerDay: 0,
    removal: `lambda delete-function --function-name ${name}`,
  }),
});

export const eventSources: Listing = async (scope) =>
  (await ownedEventSources(scope)).map(({ UUID = "", FunctionArn = "", EventSourceMappingArn }) => ({
    kind: "event source",
    name: `${UUID} of ${FunctionArn.split(":")[6]}`,
    ...(EventSourceMappingArn !== undefined && { arn: EventSourceMappingArn }),
    usdPerDay: 0,
    removal: `lambda delete-event-source-mapping --uuid ${UUID}`,
  }));

export const stateMachines: Listing = async (scope) =>
  (await ownedStateMachines(scope)).map(({ name = "", stateMachineArn = "" }) => ({
    kind: "state machine",
    name,
    arn: stateMachineArn,
    usdPerDay: 0,
    removal: `stepfunctions delete-state-machine --state-machine-arn ${stateMachineArn}`,
  }));
