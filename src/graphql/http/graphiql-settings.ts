/** A tab as GraphiQL keeps it in the storage of the browser. */
interface StoredTab {
  readonly query: string | null;
  readonly variables: string | null;
  readonly headers: string | null;
}

/** What GraphiQL opens with. Without it, each visit after the first one adds an empty tab and opens that. */
export interface OpenedTab {
  readonly initialQuery: string;
  readonly initialVariables: string;
  readonly initialHeaders: string;
}

/**
 * The tab that the page opens on a later visit: the one with the query of the URL, or else the one that was active.
 * Undefined on a first visit. Runs in the browser, as a text of its own.
 *
 * @param stored GraphiQL's tabs as JSON, or null on a first visit
 * @param linked the query of the URL, or null
 */
export function openedTab(stored: string | null, linked: string | null): OpenedTab | undefined {
  try {
    const { tabs, activeTabIndex } = JSON.parse(stored ?? '') as { tabs: StoredTab[]; activeTabIndex: number };
    const active = tabs[activeTabIndex] ?? tabs[0];
    const named = tabs.find((tab) => tab.query === linked);
    const { query, variables, headers } = named ?? { ...active, ...(linked && { query: linked, variables: null }) };
    return { initialQuery: query ?? '', initialVariables: variables ?? '', initialHeaders: headers ?? '' };
  } catch {
    return undefined;
  }
}

/** An operation as GraphiQL hands it to a fetcher. */
interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: unknown;
}

type Fetch = (url: string, init: object) => Promise<{ json(): Promise<unknown> }>;

/**
 * Sends GraphiQL's operations. Before a key was typed, the question for the schema is answered by a hint and not sent:
 * the gateway could only answer 401. Runs in the browser, as a text of its own.
 */
export function createFetcher(endpoint: string, placeholder: string, fetch: Fetch) {
  return async (operation: Operation, { headers = {} }: { headers?: Record<string, string> } = {}) => {
    const hasCredential = Object.entries(headers).some(
      ([name, value]) => /^(x-api-key|authorization)$/i.test(name) && value !== placeholder,
    );
    if (!hasCredential && operation.operationName === 'IntrospectionQuery') {
      return 'Put your key into the headers below, then fetch the schema again.';
    }
    const sent = { accept: 'application/json', 'content-type': 'application/json', ...headers };
    const response = await fetch(endpoint, { method: 'POST', headers: sent, body: JSON.stringify(operation) });
    return response.json();
  };
}
