/** A tab in the local storage of GraphiQL. */
interface StoredTab {
  readonly query: string | null;
  readonly variables: string | null;
  readonly headers: string | null;
}

/** The initial tab. Without it, GraphiQL adds and opens an empty tab on each visit after the first. */
export interface OpenedTab {
  readonly initialQuery: string;
  readonly initialVariables: string;
  readonly initialHeaders: string;
}

/**
 * Returns the tab to open on a later visit: the tab with the query of the URL, or else the active tab. Returns
 * undefined on a first visit. The source of this function runs in the browser.
 *
 * @param stored the tabs of GraphiQL as JSON, or null on a first visit
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

/** An operation that GraphiQL passes to a fetcher. */
interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: unknown;
}

type Fetch = (url: string, init: object) => Promise<{ json(): Promise<unknown> }>;

/**
 * Returns a function that sends the operations of GraphiQL. Until a key is typed, it answers the introspection query
 * with a hint, because the gateway would only answer 401. The source of this function runs in the browser.
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
