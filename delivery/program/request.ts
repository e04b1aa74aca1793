import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

/** What a request to the engine says of a resource beside its inputs. */
export interface Request {
  readonly isProtected: boolean;
  readonly ignoreChanges: readonly string[];
  /** `Type(name)` of the parents, the nearest last. */
  readonly parent: string;
  /** The resources after which it is made and before which it is deleted, each as `type name`. */
  readonly dependencies: readonly string[];
  /** For each input, the resources whose outputs went into it, each as `type name`. */
  readonly references: Readonly<Record<string, readonly string[]>>;
}

export const NO_REQUEST: Request = {
  isProtected: false,
  ignoreChanges: [],
  parent: "",
  dependencies: [],
  references: {},
};

/** Some of what is in the request to the engine is not among what mocks are told. */
export function watchRequests(requests: Map<string, Request>): () => void {
  const original = MockMonitor.prototype.registerResource;
  MockMonitor.prototype.registerResource = function (req, callback) {
    requests.set(`${req.getType()} ${req.getName()}`, {
      isProtected: req.getProtect() ?? false,
      ignoreChanges: req.getIgnorechangesList(),
      parent: String(req.getParent()).split("::").slice(2).join("::"),
      dependencies: req.getDependenciesList().map(typeAndName),
      references: referencesOf(req),
    });
    return original.call(this, req, callback);
  };
  return () => {
    MockMonitor.prototype.registerResource = original;
  };
}

function referencesOf(req: RegisterResourceRequest): Request["references"] {
  const references: Record<string, readonly string[]> = {};
  req.getPropertydependenciesMap().forEach((dependencies, input) => {
    references[input] = dependencies.getUrnsList().map(typeAndName);
  });
  return references;
}

/** `urn:pulumi:<stack>::<project>::<types of the parents>$<type>::<name>` */
function typeAndName(urn: string): string {
  const [types = "", ...name] = urn.split("::").slice(2);
  return `${types.slice(types.lastIndexOf("$") + 1)} ${name.join("::")}`;
}
