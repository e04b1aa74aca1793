import { StackSides } from "./cost/stack-sides";
import { changedCode } from "./findings/changed-code";
import { dataAtRisk } from "./findings/data-at-risk";
import { exposure } from "./findings/exposure";
import { DANGERS, type Danger, type Finding, type Rule } from "./findings/finding";
import { permissions } from "./findings/permissions";
import { lostProtection } from "./findings/protection";
import { type Effect, isOfReplacement, type Step } from "./reading/step";
import { tellStep } from "./tell-step";
import { SecretTexts } from "./values/secret-texts";
import { quote, type Sentence } from "./values/sentence";

const RULES: readonly Rule[] = [dataAtRisk, permissions, exposure, lostProtection, changedCode];

const STACK_TYPE = "pulumi:pulumi:Stack";

/** What is kept of the steps of a preview: sentences, never the resources themselves. */
export class CollectedChanges {
  readonly secrets = new SecretTexts();
  /** Name of the stack; undefined until a step tells it. */
  stack: string | undefined;
  readonly changes = new FirstOnes<Sentence>();
  /** Operations that this report does not know. */
  readonly unknown = new FirstOnes<Sentence>();
  /** Resources by what happens to them; those of a component count too, the stack itself does not. */
  readonly counts = new Map<Effect, number>();
  /** Steps by operation, as the engine lists them. */
  readonly listed = new Map<string, number>();
  readonly sides = new StackSides();
  readonly #findings = new Map<Danger, FirstOnes<Finding>>(
    DANGERS.map((danger) => [danger, new FirstOnes()]),
  );
  readonly #goneIds = new Set<string>();
  readonly #replaced = new Set<string>();
  /** Deletions of replaced resources, by URN: they count only where no step tells of the replacement itself. */
  readonly #deletions = new Map<string, Step>();

  add(step: Step): void {
    this.stack ??= step.urn.split("::")[0]?.slice("urn:pulumi:".length);
    this.secrets.gather([step.before?.inputs, step.after?.inputs]);
    if (step.effect === "unknown") this.unknown.add(tellUnknown(step));
    count(this.listed, step.op);
    this.sides.add(step);
    if (step.effect === "none" || step.type === STACK_TYPE) return;
    if (step.op === "delete-replaced") this.#deletions.set(step.urn, step);
    else if (!isOfReplacement(step.op) || !this.#replaced.has(step.urn)) {
      if (isOfReplacement(step.op)) this.#replaced.add(step.urn);
      this.#take(step);
    }
  }

  /** Takes what is left of replacements; called when every step was added. */
  end(): void {
    for (const [urn, step] of this.#deletions) if (!this.#replaced.has(urn)) this.#take(step);
    this.#deletions.clear();
  }

  /** All of a kind that can hurt, but for guards whose charge is deleted together with them. */
  findings(danger: Danger): FirstOnes<Sentence> {
    const found = this.#findings.get(danger) ?? new FirstOnes<Finding>();
    const isMoot = ({ guarded }: Finding): boolean => guarded !== undefined && this.#goneIds.has(guarded);
    const kept = new FirstOnes<Sentence>();
    for (const finding of found.items) if (!isMoot(finding)) kept.add(finding.sentence);
    kept.count += found.count - found.items.length;
    return kept;
  }

  #take(step: Step): void {
    count(this.counts, step.effect);
    this.changes.add(tellStep(step));
    if (step.effect === "delete" && step.before !== undefined) this.#goneIds.add(step.before.id);
    for (const finding of RULES.flatMap((rule) => rule(step)))
      this.#findings.get(finding.danger)?.add(finding);
  }
}

/** The first ones of many, as many as could ever stand in a comment, and how many there are. */
class FirstOnes<T> {
  static readonly #MOST = 2_000;
  readonly items: T[] = [];
  count = 0;

  add(item: T): void {
    this.count += 1;
    if (this.items.length < FirstOnes.#MOST) this.items.push(item);
  }
}

function tellUnknown({ op, type, name }: Step): Sentence {
  return [quote(op), " of ", quote(`${type} ${name}`)];
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
