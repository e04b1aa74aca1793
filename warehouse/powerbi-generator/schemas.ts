const FABRIC = "https://developer.microsoft.com/json-schemas/fabric";
const REPORT = `${FABRIC}/item/report/definition`;

/** Microsoft's JSON schemas of the versions that match one another: each file names its own. */
export const SCHEMAS = {
  pbip: `${FABRIC}/pbip/pbipProperties/1.0.0/schema.json`,
  platform: `${FABRIC}/gitIntegration/platformProperties/2.0.0/schema.json`,
  semanticModel: `${FABRIC}/item/semanticModel/definitionProperties/1.0.0/schema.json`,
  report: `${FABRIC}/item/report/definitionProperties/2.0.0/schema.json`,
  version: `${REPORT}/versionMetadata/1.0.0/schema.json`,
  reportDefinition: `${REPORT}/report/3.2.0/schema.json`,
  pages: `${REPORT}/pagesMetadata/1.0.0/schema.json`,
  page: `${REPORT}/page/2.1.0/schema.json`,
  visual: `${REPORT}/visualContainer/2.7.0/schema.json`,
} as const;

/** Versions a theme is said to be imported at: those of the schemas above. */
export const THEME_VERSIONS = { visual: "2.7.0", report: "3.2.0", page: "2.1.0" } as const;
