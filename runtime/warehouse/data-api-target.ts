import { requireVariable } from "../environment";
import type { DataApiTarget } from "./data-api";

/** The warehouse that a function's environment names. */
export function targetOfEnvironment(): DataApiTarget {
  return { workgroup: requireVariable("WORKGROUP"), database: requireVariable("DATABASE") };
}
