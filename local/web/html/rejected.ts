import { PAGES } from "../../../warehouse/dashboards";
import { renderDocument } from "./document";
import { html } from "./markup";
import type { Theme } from "./theme-cookie";

/**
 * The page that says why records were refused, with the newest of them.
 *
 * @param search dataset and reason as they stand in the page's address, with its question mark
 */
export function renderRejected(theme: Theme, search: string): string {
  const content = html`<div class="heading">
<div><h1>Rejected records</h1><p>Records that break a rule are kept here with every reason, and never dropped.</p></div>
</div>
<nav class="tabs" aria-label="Dataset">
<a href="/rejected-records" data-dataset="">All</a>
${PAGES.map(
  ({ dataset }) =>
    html`<a href="/rejected-records?dataset=${dataset}" data-dataset="${dataset}">${dataset}</a>`,
)}
</nav>
<p class="notice" data-notice role="alert" hidden></p>
<div class="rejected" data-numbers aria-busy="true">
<section class="visual" aria-labelledby="reasons-title">
<h2 id="reasons-title">Reasons</h2>
<p class="visual-text">A record that breaks several rules counts under each.</p>
<div class="table-scroll" data-reasons tabindex="0" role="region" aria-label="Table of reasons"></div>
</section>
<section class="visual" aria-labelledby="sample-title">
<h2 id="sample-title">Newest rejected records</h2>
<p class="visual-text" data-sample-text>At most 50 are shown.</p>
<div class="table-scroll" data-sample tabindex="0" role="region" aria-label="List of rejected records"></div>
</section>
</div>`;
  const question = `/api/rejected-records${search}`;
  return renderDocument({ page: "rejected-records", title: "Rejected records", theme, content, question });
}
