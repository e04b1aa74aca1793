import type { Place } from "./layout";
import { literal } from "./literal";
import { SCHEMAS } from "./schemas";
import type { VisualQuery } from "./visual-query";

/** A visual before it has a place. */
export interface VisualDraft {
  /** Deterministic name, unique in the report. */
  readonly name: string;
  /** The definition's id, for messages. */
  readonly id: string;
  readonly visualType: string;
  readonly title: string;
  /** Line below the title; absent where the title says all. */
  readonly subtitle?: string;
  /** What a screen reader says. */
  readonly altText: string;
  readonly query: VisualQuery;
  /** Formatting of the visual's own parts. */
  readonly objects?: Readonly<Record<string, readonly object[]>>;
}

/** The visual's file. Tab order and depth follow reading order. */
export function visualFile(draft: VisualDraft, place: Place, order: number): object {
  const { name, visualType, title, subtitle, altText, query, objects } = draft;
  return {
    $schema: SCHEMAS.visual,
    name,
    position: { ...place, z: order * 1000, tabOrder: order * 1000 },
    visual: {
      visualType,
      query,
      ...(objects !== undefined && { objects }),
      visualContainerObjects: {
        general: properties({ altText: literal(altText) }),
        title: properties({ show: literal(true), text: literal(title) }),
        ...(subtitle !== undefined && {
          subTitle: properties({ show: literal(true), text: literal(subtitle) }),
        }),
      },
      drillFilterOtherVisuals: true,
    },
  };
}

/** One formatting object in PBIR's form. */
export function properties(values: Readonly<Record<string, object>>): object[] {
  return [{ properties: values }];
}
