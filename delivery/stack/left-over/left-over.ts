import type { Account } from "../aws/account";
import { collect } from "../aws/collect";
import type { OwnedNames } from "../owned-names";

/** Something of a stack that is still in the account. */
export interface LeftOver {
  /** What it is, for a person: "S3 bucket". */
  readonly kind: string;
  /** Name or id by which AWS knows it. */
  readonly name: string;
  /** By which the tagging API names it; absent for what cannot be tagged. */
  readonly arn?: string;
  /** What it costs while nobody uses it. */
  readonly usdPerDay: number;
  /** What is particular about it, e.g. that it is deleted and can be recovered until a day. */
  readonly note?: string;
  /** Arguments of the AWS command line that remove it: `sqs delete-queue --queue-url …`. */
  readonly removal: string;
}

/** Where to look, and for what. */
export interface Scope {
  readonly account: Account;
  readonly names: OwnedNames;
}

/** Asks one service for what a stack still has there. */
export type Listing = (scope: Scope) => Promise<readonly LeftOver[]>;

/** What a service lists page by page, each item under a name that tells whose it is. */
export interface NamedItems<Page, Item> {
  /** Of each left-over. */
  readonly kind: string;
  readonly pages: (account: Account, names: OwnedNames) => AsyncIterable<Page>;
  readonly items: (page: Page) => readonly Item[] | undefined;
  readonly name: (item: Item) => string | undefined;
  readonly facts: (name: string, item: Item, account: Account) => Omit<LeftOver, "kind" | "name">;
}

/** Lists the items whose name is the stack's. */
export function listing<Page, Item>(of: NamedItems<Page, Item>): Listing {
  return async ({ account, names }) => {
    const items = await collect(of.pages(account, names), of.items);
    return items.flatMap((item) => {
      const name = of.name(item);
      return names.owns(name) ? [{ kind: of.kind, name, ...of.facts(name, item, account) }] : [];
    });
  };
}
