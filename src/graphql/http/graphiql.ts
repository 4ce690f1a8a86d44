import { createFetcher, openedTab } from './graphiql-settings.ts';

/**
 * The example operations. Their ids differ from those of the tour in the README. They share one tab, because each tab
 * has its own headers.
 */
const examples = [
  `# Put your key into the headers below, then fetch
# the schema again (the arrows on the left). The
# button lets you choose what to run.`,
  `query WhoAmI {
  viewer {
    now
    organisation { name sandbox timeZone }
  }
  products { code name durations }
}`,
  `mutation CreateCustomer {
  createCustomer(input: {
    remoteId: "XYZ"
    name: "XYZ Company"
    admin: { email: "isa@example.com", displayName: "Isa Aswath" }
  }) {
    ... on CreateCustomerSuccess { customer { id remoteId createdAt } }
    ... on Error { code message }
  }
}`,
  `mutation CreateFirstOrder {
  createFirstOrder(input: {
    customer: "XYZ", remoteId: "ORDER-10", product: "oo-lite", seats: 20, duration: MONTHLY
  }) {
    ... on CreateFirstOrderSuccess {
      subscription { status daysLeft currentTerm { startsAt endsAt seats } renewalEligibility { allowed reason opensAt } }
    }
    ... on Error { code message }
  }
}`,
  `mutation Renew {
  createRenewalOrder(input: { firstOrder: "ORDER-10", remoteId: "ORDER-11" }) {
    ... on CreateRenewalOrderSuccess { subscription { lastEndsAt terms { nodes { startsAt endsAt seats } } } }
    ... on RenewalTooEarlyError { message opensAt allowedActions }
    ... on Error { code message }
  }
}`,
  `# Only in a sandbox: put in the opensAt of the refusal, and renew again.
mutation AdvanceTestClock {
  advanceTestClock(input: { to: "2030-01-01T00:00:00Z" }) {
    ... on AdvanceTestClockSuccess { now announced }
    ... on Error { code message }
  }
}`,
  `query WhatIsDue {
  subscriptions(filter: { renewalWindowOpen: true }, orderBy: { field: LAST_ENDS_AT }) {
    totalCount
    nodes { firstOrder { remoteId } customer { name } status lastEndsAt daysLeft allowedActions }
  }
  events(first: 10, orderBy: { field: ID, direction: DESC }) { nodes { verb occurredAt before after } }
}`,
];

const placeholder = 'your key';
const headers = JSON.stringify({ 'x-api-key': placeholder }, null, 2);

let rendered: Promise<string> | undefined;

/** Returns the GraphiQL page. It contains all its scripts and needs no network. */
export function graphiqlPage(): Promise<string> {
  rendered ??= render().catch((error: unknown) => {
    // The next request tries again.
    rendered = undefined;
    throw error;
  });
  return rendered;
}

/** Renders the page on the first request, because its assets take as much memory as the rest of the gateway. */
async function render(): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const settings = {
    title: 'Tenure',
    endpoint: '/graphql',
    headers,
    defaultHeaders: headers,
    shouldPersistHeaders: true,
    defaultEditorToolsVisibility: 'headers',
    defaultTabs: [{ query: `${examples.join('\n\n')}\n`, headers }],
  } as const;
  const page = renderGraphiQL({ ...settings, defaultTabs: [...settings.defaultTabs] });
  // The settings occur several times. The last occurrence is the argument of the script.
  const settingsJson = JSON.stringify(settings);
  const at = page.lastIndexOf(settingsJson);
  if (at === -1) throw new Error('The page of GraphiQL does not contain its settings');
  const completed = `${page.slice(0, at)}withVisit(${settingsJson})${page.slice(at + settingsJson.length)}`;
  return completed.replace('</head>', () => `${head}</head>`);
}

// The page fills the window and scrolls inside. Hidden elements of the editor must not make the window scroll.
const head = `<style>body { overflow: hidden }</style>
<script>
  ${openedTab}
  ${createFetcher}
  function withVisit(settings) {
    const linked = new URLSearchParams(location.search).get('query');
    const fetcher = createFetcher(settings.endpoint, ${JSON.stringify(placeholder)}, (...request) => fetch(...request));
    return { ...settings, endpoint: undefined, fetcher, ...openedTab(localStorage.getItem('graphiql:tabState'), linked) };
  }
</script>`;
