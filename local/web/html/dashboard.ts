import { DATE_PRESETS, type Measure, type Page, type Visual } from "../../../warehouse/dashboards";
import { renderDocument } from "./document";
import { html, type Markup } from "./markup";
import type { Theme } from "./theme-cookie";

/**
 * A dashboard page with its titles, filters and empty places for numbers; the client fills them.
 *
 * @param search the selection as it stands in the page's address, with its question mark
 */
export function renderDashboard(page: Page, theme: Theme, search: string): string {
  const content = html`<div class="heading">
<div><h1>${page.title}</h1><p>${page.description}</p></div>
<dl class="freshness">
<div><dt>Newest ${page.rowName}</dt><dd data-freshness="newest">…</dd></div>
<div><dt>Last load</dt><dd data-freshness="loaded">…</dd></div>
<div><dt>Rejected records</dt><dd><a data-freshness="rejected" href="/rejected-records?dataset=${page.dataset}">…</a></dd></div>
</dl>
</div>
${renderFilters(page)}
<p class="notice" data-notice role="alert" hidden></p>
<div data-numbers aria-busy="true">
<section class="cards" aria-label="Key figures">
${page.cards.map(renderCard)}
</section>
<section class="visuals" aria-label="Charts">
${page.visuals.map(renderVisual)}
</section>
</div>`;
  const question = `/api/pages/${page.id}${search}`;
  return renderDocument({ page: page.id, title: page.title, theme, content, question });
}

function renderFilters(page: Page): Markup {
  return html`<form class="filters" data-filters aria-label="Filters">
<fieldset class="presets"><legend>${page.dateName}</legend>
${DATE_PRESETS.map(
  ({ id, name }) =>
    html`<label title="Counted back from the newest day with data"><input type="radio" name="range" value="${id}"><span>${name}</span></label>`,
)}
</fieldset>
<div class="days">
<label>From <input type="date" name="from"></label>
<label>to <input type="date" name="to"></label>
</div>
${page.choices.map(
  ({ id, name }) => html`<details class="choice" data-choice="${id}">
<summary><span class="choice-name">${name}</span> <span class="choice-state" data-choice-state>All</span></summary>
<fieldset><legend>${name}</legend><div data-choice-values></div>
<button type="button" class="plain" data-choice-clear>All</button></fieldset>
</details>`,
)}
${page.switches.map(
  ({ id, name, description }) =>
    html`<label class="switch" title="${description}"><input type="checkbox" role="switch" name="${id}"><span>${name}</span></label>`,
)}
<button type="reset" class="plain" data-reset hidden>Reset</button>
<button type="button" class="plain" data-copy-link title="A link to this page with these filters">Copy link</button>
<span class="copied" data-copied role="status"></span>
</form>`;
}

function renderCard({ id, name, description }: Measure): Markup {
  return html`<article class="card" data-card="${id}" title="${description}">
<h2>${name}</h2>
<p class="value"><data value="">…</data></p>
</article>`;
}

function renderVisual({ id, title, description, width }: Visual): Markup {
  return html`<figure class="visual width-${width}" data-visual="${id}">
<figcaption><h2>${title}</h2><p class="visual-text">${description}</p></figcaption>
<div class="chart" data-chart role="img" aria-label="${title}: ${description}. The numbers are in the table below."></div>
<p class="no-data" data-no-data hidden>No data for this selection</p>
<details class="as-table"><summary>Table</summary><div class="table-scroll" data-table tabindex="0" role="region" aria-label="${title}, as a table"></div><button type="button" class="plain" data-save>Download CSV</button></details>
</figure>`;
}
