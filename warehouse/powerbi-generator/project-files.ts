import { PAGES, type Page, TICKET_LOGS } from "../dashboards";
import { checkMeasures } from "./check-model";
import { checkSql } from "./check-sql";
import { modelMeasures } from "./model-measures";
import { dashboardPage, drillThroughPage, type ReportPage } from "./report-page";
import { SCHEMAS, THEME_VERSIONS } from "./schemas";
import { stableGuid } from "./stable-id";
import { THEME_FILE, type ThemeColours, themeFile, WEB_COLOURS } from "./theme";
import { modelFiles, type Source, UNBOUND } from "./tmdl-model";

const PROJECT_NAME = "CarePlus";

/**
 * Every file of the Power BI project by its path, with forward slashes. The same definitions give the same bytes.
 *
 * @throws CareplusError with the first thing of the definitions that Power BI could not show
 */
export function projectFiles(
  source: Source = UNBOUND,
  pages: readonly Page[] = PAGES,
  colours: ThemeColours = WEB_COLOURS,
): Record<string, string> {
  checkSql(pages);
  checkMeasures(modelMeasures(pages));
  const report = `${PROJECT_NAME}.Report`;
  const model = `${PROJECT_NAME}.SemanticModel`;
  const files: Record<string, string> = {
    ".gitignore": "**/.pbi/localSettings.json\n**/.pbi/cache.abf\n",
    [`${PROJECT_NAME}.pbip`]: json({
      $schema: SCHEMAS.pbip,
      version: "1.0",
      artifacts: [{ report: { path: report } }],
    }),
    [`${model}/.platform`]: platform("SemanticModel"),
    [`${model}/definition.pbism`]: json({ $schema: SCHEMAS.semanticModel, version: "4.2", settings: {} }),
    [`${report}/.platform`]: platform("Report"),
    [`${report}/definition.pbir`]: json({
      $schema: SCHEMAS.report,
      version: "4.0",
      datasetReference: { byPath: { path: `../${model}` } },
    }),
  };
  for (const [path, text] of Object.entries(modelFiles(pages, source)))
    files[`${model}/definition/${path}`] = text;
  for (const [path, value] of Object.entries(reportFiles(pages, colours)))
    files[`${report}/${path}`] = json(value);
  return files;
}

function reportFiles(pages: readonly Page[], colours: ThemeColours): Record<string, object> {
  const reportPages = [...pages.map(dashboardPage), drillThroughPage(TICKET_LOGS)];
  return {
    [`StaticResources/RegisteredResources/${THEME_FILE}`]: themeFile(colours),
    "definition/version.json": { $schema: SCHEMAS.version, version: "2.0.0" },
    "definition/report.json": {
      $schema: SCHEMAS.reportDefinition,
      themeCollection: {
        customTheme: { name: THEME_FILE, reportVersionAtImport: THEME_VERSIONS, type: "RegisteredResources" },
      },
      resourcePackages: [
        {
          name: "RegisteredResources",
          type: "RegisteredResources",
          items: [{ name: THEME_FILE, path: THEME_FILE, type: "CustomTheme" }],
        },
      ],
    },
    "definition/pages/pages.json": {
      $schema: SCHEMAS.pages,
      pageOrder: reportPages.map(({ name }) => name),
      activePageName: reportPages[0]?.name,
    },
    ...Object.assign({}, ...reportPages.map(pageFiles)),
  };
}

function pageFiles({ name, page, visuals }: ReportPage): Record<string, object> {
  const folder = `definition/pages/${name}`;
  const files: Record<string, object> = { [`${folder}/page.json`]: page };
  for (const { name: visual, visual: file } of visuals)
    files[`${folder}/visuals/${visual}/visual.json`] = file;
  return files;
}

function platform(type: "Report" | "SemanticModel"): string {
  return json({
    $schema: SCHEMAS.platform,
    metadata: { type, displayName: PROJECT_NAME },
    config: { version: "2.0", logicalId: stableGuid("item", type) },
  });
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
