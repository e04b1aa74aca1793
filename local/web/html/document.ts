import { PAGES } from "../../../warehouse/dashboards";
import { html, type Markup } from "./markup";
import type { Theme } from "./theme-cookie";

export interface DocumentParts {
  /** Id of the page, as in its address. */
  readonly page: string;
  readonly title: string;
  readonly theme: Theme;
  readonly content: Markup;
  /** Address that the page's script asks first: the browser asks it while it still reads the script. */
  readonly question: string;
}

const LINKS = [
  ...PAGES.map(({ id, title }) => ({ id, title })),
  { id: "rejected-records", title: "Rejected records" },
];

/** The frame that every page has: navigation, live mark, theme switch, footer. */
export function renderDocument({ page, title, theme, content, question }: DocumentParts): string {
  return html`<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · CarePlus</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%232e68c6'/%3E%3Cpath d='M4 11V7m4 4V4m4 7V9' stroke='white' stroke-width='2' stroke-linecap='round'/%3E%3C/svg%3E">
<link rel="preload" as="fetch" crossorigin="anonymous" href="${question}">
<link rel="stylesheet" href="/assets/style.css">
<script src="/assets/client.js" defer></script>
</head>
<body data-page="${page}">
<a class="skip-link" href="#content">Skip to the numbers</a>
<header class="top">
<a class="brand" href="/"><svg viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" rx="4"/><path d="M4 11V7m4 4V4m4 7V9"/></svg>CarePlus</a>
<nav aria-label="Pages">${LINKS.map((link) => renderLink(link, page))}</nav>
<p class="live" data-live="connecting" role="status"><span data-live-text>Connecting</span></p>
<button type="button" class="theme-switch" data-theme-switch aria-label="Dark theme" aria-pressed="false"><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.25"/><path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z"/></svg></button>
</header>
<main id="content" tabindex="-1">
${content}
</main>
<footer class="foot">All dates and times are in UTC.</footer>
</body>
</html>`.text;
}

function renderLink(link: (typeof LINKS)[number], page: string): Markup {
  return link.id === page
    ? html`<a href="/${link.id}" aria-current="page">${link.title}</a>`
    : html`<a href="/${link.id}">${link.title}</a>`;
}
