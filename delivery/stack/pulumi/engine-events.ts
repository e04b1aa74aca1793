import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { OnProgress } from "../stack-engine";

const DONE: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
};

/** Hears the engine's events of one operation: tells what was done, and remembers what failed. */
export class EngineListener {
  private readonly faults = new Map<string, string>();

  constructor(private readonly onProgress: OnProgress) {}

  readonly hear = ({ resOutputsEvent, resOpFailedEvent, diagnosticEvent }: EngineEvent): void => {
    if (resOutputsEvent !== undefined) {
      const done = DONE[resOutputsEvent.metadata.op];
      if (done !== undefined) this.onProgress(`${done} ${subjectOf(resOutputsEvent.metadata.urn)}`);
    }
    // What AWS said comes as a diagnostic, before the failure or after it.
    if (resOpFailedEvent !== undefined) this.remember(resOpFailedEvent.metadata.urn, "");
    if (diagnosticEvent?.severity === "error")
      this.remember(diagnosticEvent.urn ?? "", diagnosticEvent.message);
  };

  /** `aws:s3/bucket:Bucket raw (BucketNotEmpty: …)`, one for each resource that failed. */
  get failures(): string[] {
    return [...this.faults]
      .filter(([urn]) => urn !== "" && !urn.includes("::pulumi:pulumi:Stack::"))
      .map(([urn, reason]) => `${subjectOf(urn)}${reason === "" ? "" : ` (${reason})`}`);
  }

  private remember(urn: string, message: string): void {
    const known = this.faults.get(urn) ?? "";
    // Colours are marked as <{%reset%}>; the provider says the same again on later lines.
    const [first = ""] = message
      .replaceAll(/<\{%.*?%\}>/g, "")
      .trim()
      .split("\n");
    this.faults.set(urn, known === "" ? first : known);
  }
}

/** Type and logical name of a URN: `urn:pulumi:stack::project::parent$type::name`. */
function subjectOf(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.slice(types.lastIndexOf("$") + 1)} ${name}`;
}
