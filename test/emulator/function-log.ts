import type { Clients } from "./clients";

/** What a function has logged, the oldest first; a line that is no JSON, such as Lambda's own, is left out. */
export async function functionLog({ logs }: Clients, name: string): Promise<Record<string, unknown>[]> {
  const { events = [] } = await logs.filterLogEvents({ logGroupName: `/aws/lambda/${name}` });
  return events
    .filter(({ message }) => message?.startsWith("{"))
    .map(({ message }) => (JSON.parse(message ?? "") as { message: Record<string, unknown> }).message);
}
