import { isNamed, type ReplaySelection } from "./selection";

/** Statements of `warehouse/replay`. */
export type ChoiceName = "find_loads_of_reason" | "find_loads_of_days";

/** Runs one of the statements; `:name` in it takes the parameter of that name. */
export type AskLedger = (
  name: ChoiceName,
  parameters: Readonly<Record<string, string>>,
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** A version that was loaded. */
export interface ChosenLoad {
  readonly dataset: "tickets" | "logs";
  readonly sourceObject: string;
  readonly sourceVersion: string;
  readonly bytesRead: number;
}

/** Tells one version from every other. */
export function loadId({ dataset, sourceObject, sourceVersion }: Omit<ChosenLoad, "bytesRead">): string {
  return JSON.stringify([dataset, sourceObject, sourceVersion]);
}

/** Whether only the ledger knows which objects a selection is of: its dates and its reason are of loaded records. */
export function asksLedger({ from, to, reason }: ReplaySelection): boolean {
  return from !== undefined || to !== undefined || reason !== undefined;
}

/** The loaded versions that fit a selection by date or reason, oldest first. */
export async function chooseByLedger(
  selection: ReplaySelection,
  ask: AskLedger,
): Promise<readonly ChosenLoad[]> {
  const { from, to, reason } = selection;
  const choices: (readonly ChosenLoad[])[] = [];
  if (from !== undefined || to !== undefined)
    choices.push(
      (await ask("find_loads_of_days", { from_date: from ?? "0001-01-01", to_date: to ?? "9999-12-31" })).map(
        chosenLoad,
      ),
    );
  if (reason !== undefined) choices.push((await ask("find_loads_of_reason", { reason })).map(chosenLoad));
  const [first = [], ...others] = choices;
  const inOthers = others.map((loads) => new Set(loads.map(loadId)));
  return first.filter(
    (load) => isNamed(selection, load.sourceObject) && inOthers.every((ids) => ids.has(loadId(load))),
  );
}

function chosenLoad(row: Readonly<Record<string, unknown>>): ChosenLoad {
  return {
    dataset: row.dataset === "tickets" ? "tickets" : "logs",
    sourceObject: String(row.source_object),
    sourceVersion: String(row.source_version),
    bytesRead: Number(row.bytes_read),
  };
}
