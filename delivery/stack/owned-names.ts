import { PROJECT } from "../../infra/stack-name";

/** Log groups that services make by themselves carry the name of what writes them behind one of these. */
const SERVICE_FOLDERS = ["/aws/lambda/", "/aws-glue/", "/aws/redshift/", "/aws/rds/", "/aws/vendedlogs/"];

/**
 * What is a stack's by its physical name. `pr-1` owns `careplus-pr-1-raw`, but not `careplus-pr-1-fix-raw` when there
 * is a stack `pr-1-fix` too: so it knows the names of the others.
 */
export class OwnedNames {
  /** `careplus-<stack>-`: beginning of most names. */
  readonly prefix: string;
  /** `careplus_<stack>`: catalogue databases, where hyphens must not be. */
  readonly identifier: string;
  private readonly foreignPrefixes: readonly string[];

  constructor(
    readonly stack: string,
    otherStacks: readonly string[],
  ) {
    this.prefix = `${PROJECT}-${stack}-`;
    this.identifier = `${PROJECT}_${stack}`.replaceAll("-", "_");
    this.foreignPrefixes = otherStacks
      .filter((other) => other.startsWith(`${stack}-`))
      .map((other) => `${PROJECT}-${other}-`);
  }

  owns(name: string | undefined): name is string {
    return (
      name?.startsWith(this.prefix) === true &&
      !this.foreignPrefixes.some((prefix) => name.startsWith(prefix))
    );
  }

  /** The two databases of infra/catalog.ts and infra/tickets/crawlers.ts. */
  ownsDatabase(name: string | undefined): name is string {
    return name === this.identifier || name === `${this.identifier}_found`;
  }

  /** Of the program's own groups and of those that services make: every part of the path is looked at. */
  ownsLogGroup(name: string | undefined): name is string {
    if (name === undefined) return false;
    if (name.startsWith(`/${PROJECT}/${this.stack}/`)) return true;
    if (!SERVICE_FOLDERS.some((folder) => name.startsWith(folder))) return false;
    // Glue puts words of its own before a name: /aws-glue/jobs/logs-v2-careplus-pr-7-glue
    return name.split("/").some((part) => this.owns(part.slice(Math.max(0, part.indexOf(this.prefix)))));
  }
}
