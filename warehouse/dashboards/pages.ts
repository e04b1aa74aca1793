import { LOG_PAGE } from "./log-page";
import type { Page } from "./model";
import { TICKET_PAGE } from "./ticket-page";

/** Every dashboard page, in the order of the navigation. */
export const PAGES: readonly Page[] = [TICKET_PAGE, LOG_PAGE];

/** The page of that id, or undefined. */
export function findPage(id: string): Page | undefined {
  return PAGES.find((page) => page.id === id);
}
