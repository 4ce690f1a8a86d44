import { createFetcher, openedTab } from './graphiql-settings.ts';

/**
 * What a newcomer would try, in this order, with other ids than in the README's tour. All in one tab, because every tab
 * has headers of its own.
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

/** The page on which people try GraphQL, whole in itself: it works without a network. */
export function graphiqlPage(): Promise<string> {
  rendered ??= render().catch((error: unknown) => {
    // Whoever asks next may have more luck.
    rendered = undefined;
    throw error;
  });
  return rendered;
}

/** Not before anybody looks: its parts are as large in memory as all the rest of a gateway. */
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
  // The last copy is the argument of the page's script.
  const given = JSON.stringify(settings);
  const at = page.lastIndexOf(given);
  if (at === -1) throw new Error('The page of GraphiQL does not hold its settings');
  const completed = `${page.slice(0, at)}withVisit(${given})${page.slice(at + given.length)}`;
  return completed.replace('</head>', () => `${head}</head>`);
}

// The page fills the window and scrolls within; what the editor keeps out of sight must not make the window scroll.
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
