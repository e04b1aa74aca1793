import type { Declared } from "../program/recorded-program";

/** A part of index.ts, e.g. `Lake`. */
export interface Component {
  readonly type: string;
  /** As Pulumi knows its class: `careplus:lake:Lake`. */
  readonly token: string;
  /** Resources of it, each under every component between. */
  readonly resources: readonly Declared[];
}

/** The components right below the platform, in the order in which index.ts makes them, and what belongs to each. */
export class Components {
  readonly all: readonly Component[];
  private readonly byKey: ReadonlyMap<string, Declared>;

  constructor(resources: readonly Declared[]) {
    this.byKey = new Map(resources.map((resource) => [keyOf(resource), resource]));
    const tops = resources.filter(isTop);
    this.all = tops.map((top) => ({
      type: typeOf(top),
      token: top.type,
      resources: resources.filter((one) => one.type.startsWith("aws") && this.topOf(one) === top),
    }));
  }

  /** Undefined for the platform itself and for what is in no component. */
  of(resource: Declared): Component | undefined {
    const top = this.topOf(resource);
    return top && this.all.find(({ type }) => type === typeOf(top));
  }

  private topOf(resource: Declared): Declared | undefined {
    if (isTop(resource)) return resource;
    // A parent is told as the types above it and its own, then its name: `a$b$c::name`.
    const parent = this.byKey.get(resource.parent.slice(resource.parent.lastIndexOf("$") + 1));
    return parent === undefined ? undefined : this.topOf(parent);
  }
}

function isTop({ parent }: Declared): boolean {
  return /(^|\$)careplus:platform:Platform::/.test(parent);
}

/** As a child names its parent. */
function keyOf({ type, name }: Declared): string {
  return `${type}::${name}`;
}

function typeOf({ type }: Declared): string {
  return type.slice(type.lastIndexOf(":") + 1);
}
