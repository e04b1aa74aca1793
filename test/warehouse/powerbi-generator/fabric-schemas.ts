import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

const FOLDER = join(__dirname, "../../schemas");
const ADDRESS = "https://developer.microsoft.com/json-schemas/";

/** Schemas that no registry carries, by the neighbouring release that stands in for each; see test/schemas/README.md. */
const STAND_INS: Readonly<Record<string, string>> = {
  "fabric/item/report/definition/page/2.1.0/schema.json":
    "fabric/item/report/definition/page/2.0.0/schema.json",
  "fabric/item/report/definition/visualContainer/2.7.0/schema.json":
    "fabric/item/report/definition/visualContainer/2.8.0/schema.json",
};

/** What those schemas refer to and no registry carries either: anything is allowed there. */
const UNKNOWN = [
  "filterConfiguration/1.2.0/schema-embedded.json",
  "filterConfiguration/1.3.0/schema-embedded.json",
  "formattingObjectDefinitions/1.4.0/schema.json",
  "formattingObjectDefinitions/1.5.0/schema.json",
  "semanticQuery/1.3.0/schema.json",
  "visualConfiguration/2.3.0/schema-embedded.json",
].map((name) => `${ADDRESS}fabric/item/report/definition/${name}`);

/** Microsoft's schemas of the files of a Power BI project. */
export class FabricSchemas {
  // Not strict: they have keywords beside `$ref`, which draft 7 passes over.
  readonly #ajv = new Ajv({ strict: false, allErrors: true });

  constructor() {
    for (const path of globSync("fabric/**/schema.json", { cwd: FOLDER })) {
      this.#ajv.addSchema(JSON.parse(readFileSync(join(FOLDER, path), "utf8")));
    }
    const anything = { Selector: {}, QueryExpressionContainer: {}, Background: {}, LockAspect: {} };
    for (const $id of UNKNOWN) this.#ajv.addSchema({ $id, definitions: anything });
  }

  /**
   * What is wrong with a file by the schema that it names.
   *
   * @throws Error when that schema is not kept
   */
  faults(file: object): string[] {
    const named = String(Reflect.get(file, "$schema"));
    const standIn = STAND_INS[named.replace(ADDRESS, "")];
    const address = standIn === undefined ? named : ADDRESS + standIn;
    const validate = this.#ajv.getSchema(address) as ValidateFunction | undefined;
    if (validate === undefined) throw new Error(`no schema is kept of ${named}`);
    validate({ ...file, $schema: address });
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath, message, Object.values(params).join(" ")].filter((part) => part !== "").join(" "),
    );
  }
}
