import { createContext, runInContext } from 'node:vm';
import { Kind, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema/schema.ts';
import { sendHttp } from '../support/graphql-door.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

function askFor(accept: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${world.url}/graphql`, { headers: { accept, ...headers } });
}

// As browsers ask for a page.
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const answer = await askFor(browser);
const page = await answer.text();

/** What the page hands to GraphiQL, in the last lines of its script. */
const settings = JSON.parse(
  /querySelector\('#root'\),\s*withVisit\((\{.*\})\),\s*\);\s*<\/script>/s.exec(page)?.[1] ?? 'null',
) as {
  readonly endpoint: string;
  readonly headers: string;
  readonly defaultTabs: readonly { readonly query: string; readonly headers: string }[];
};

interface Visit {
  readonly initialQuery?: string;
  readonly initialVariables?: string;
  readonly initialHeaders?: string;
  fetcher(operation: object, options?: { headers?: Record<string, string> }): Promise<unknown>;
}

/** What the page's own script hands to GraphiQL, in a browser with these tabs stored, at a URL with this query string. */
function visit(stored: unknown, search = ''): Visit {
  const script = /<script>\s*(function openedTab.*?)<\/script>/s.exec(page)?.[1] ?? '';
  const tabs = stored === undefined ? null : JSON.stringify(stored);
  const browser = createContext({
    URLSearchParams,
    location: { search },
    localStorage: { getItem: (name: string) => (name === 'graphiql:tabState' ? tabs : null) },
    fetch: (path: string, init: RequestInit) => fetch(`${world.url}${path}`, init),
  });
  return runInContext(`${script}; withVisit(${JSON.stringify(settings)})`, browser);
}

/** GraphiQL finds the tab to open by these three, and adds a tab if there is none. */
const openedBy = ({ initialQuery, initialVariables, initialHeaders }: Visit) => [
  initialQuery,
  initialVariables,
  initialHeaders,
];

const kept = [
  { query: '{ products { code } }', variables: null, headers: '{"x-api-key":"one"}' },
  { query: 'query ($id: ID!) { node(id: $id) { id } }', variables: '{"id":"1"}', headers: null },
];

test('the first visit opens the examples', () => {
  expect(openedBy(visit(undefined))).toEqual([undefined, undefined, undefined]);
  expect(visit(undefined)).toMatchObject({ defaultTabs: settings.defaultTabs });
});

test('a later visit opens the active tab and no empty one', () => {
  for (const activeTabIndex of [0, 1]) {
    const { query, variables, headers } = kept[activeTabIndex] as (typeof kept)[number];
    expect(openedBy(visit({ tabs: kept, activeTabIndex }))).toEqual([query, variables ?? '', headers ?? '']);
  }
});

test('a link with a query opens its tab, or a new one with the headers of the active tab', () => {
  const link = (query: string) => `?${new URLSearchParams({ query })}`;
  const state = { tabs: kept, activeTabIndex: 0 };

  expect(openedBy(visit(state, link(kept[1]?.query ?? '')))).toEqual([kept[1]?.query, '{"id":"1"}', '']);
  expect(openedBy(visit(state, link('{ viewer { now } }')))).toEqual(['{ viewer { now } }', '', kept[0]?.headers]);
});

test('invalid storage counts as a first visit', () => {
  for (const stored of ['nonsense', { tabs: null }]) {
    expect(openedBy(visit(stored))).toEqual([undefined, undefined, undefined]);
  }
});

test('before a key is typed, the schema is not requested and a hint is shown', async () => {
  const { fetcher } = visit(undefined);
  const introspection = { operationName: 'IntrospectionQuery', query: 'query IntrospectionQuery { __typename }' };
  const { key } = await world.partner();

  for (const headers of [{}, { 'x-api-key': 'your key' }, { other: 'header' }]) {
    const hint = await fetcher(introspection, { headers });
    expect(hint).toBe('Put your key into the headers below, then fetch the schema again.');
  }
  for (const headers of [{ 'x-api-key': key }, { Authorization: `Bearer ${key}` }]) {
    expect(await fetcher(introspection, { headers })).toMatchObject({ data: { __typename: 'Query' } });
  }
  expect(await fetcher(introspection, { headers: { 'x-api-key': 'wrong' } })).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

test('an operation without a key is refused by the gateway', async () => {
  expect(await visit(undefined).fetcher({ query: '{ viewer { now } }' })).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

test('a browser gets the page without a key', () => {
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(page.trim()).toMatch(/^<!doctype html>.*<\/html>$/is);
});

test('an API client never gets the page', async () => {
  const { key } = await world.partner();

  for (const accept of ['*/*', 'application/json', 'application/graphql-response+json']) {
    const unknown = await askFor(accept);
    const known = await askFor(accept, { 'x-api-key': key });

    expect(unknown.status).toBe(401);
    expect([unknown.headers, known.headers].map((headers) => headers.get('content-type')?.split(';')[0])).toEqual([
      'application/json',
      accept === '*/*' ? 'application/json' : accept,
    ]);
  }
});

test('a POST of a browser is handled like that of any client', async () => {
  const body = JSON.stringify({ query: '{ __typename }' });
  const headers = { accept: browser, 'content-type': 'application/json' };
  const response = await fetch(`${world.url}/graphql`, { method: 'POST', headers, body });

  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('the page loads no markup, styles or scripts', () => {
  const [markup, styles, scripts] = [
    page.replace(/<(script|style)\b[^>]*>.*?<\/\1>/gs, '<$1></$1>'),
    [...page.matchAll(/<style\b[^>]*>(.*?)<\/style>/gs)].map(([, style]) => style).join('\n'),
    [...page.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script).join('\n'),
  ];

  const sources = [...markup.matchAll(/\s(?:src|href|action|data|poster|srcset)\s*=\s*["']?([^"'\s>]*)/g)];
  expect(sources.map(([, source]) => source?.slice(0, 25))).toEqual(['data:image/x-icon;base64,']);
  expect(page.match(/<script\b[^>]*\ssrc/g)).toBeNull();
  const styled = [...styles.matchAll(/url\(\s*["']?(?!data:|#)([^)]*)/g), ...styles.matchAll(/@import[^;]*/g)];
  expect(styled.map(([found]) => found)).toEqual([]);
  const loaded =
    /(?:importScripts|import|fetch|Worker|EventSource|WebSocket)\(\s*(?:new URL\()?\s*["'`](?:https?:)?\/\//g;
  expect(scripts.match(loaded)).toBeNull();
  expect(scripts.match(/\b(?:src|href)\s*=\s*["'`](?:https?:)?\/\/[^"'`]*\.(?:js|css|wasm|json|woff2?)/g)).toBeNull();
});

test('the content security policy forbids loading from other sites', () => {
  const policy = answer.headers.get('content-security-policy') ?? '';
  const directives = ['default-src', 'connect-src', 'frame-ancestors'].map((directive) =>
    policy.split('; ').find((part) => part.startsWith(directive)),
  );

  expect(directives).toEqual(["default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'"]);
  expect(policy).not.toMatch(/\*|https?:|\/\//);
});

test('the page sends requests to this door, and has only a placeholder for a key', async () => {
  const { key } = await world.partner();

  expect(settings.endpoint).toBe('/graphql');
  const headers = [settings.headers, ...settings.defaultTabs.map((tab) => tab.headers)];
  expect(new Set(headers.map((text) => JSON.parse(text)['x-api-key']))).toEqual(new Set(['your key']));
  expect(page).not.toContain(key);
  expect(page).not.toMatch(new RegExp(`${key.split('_')[0]}_[A-Za-z0-9]{6,}_`));
  expect(await (await askFor(browser, { 'x-api-key': key })).text()).toBe(page);
});

/** The operations of a tab, which GraphiQL runs by their names. */
const examples = settings.defaultTabs.flatMap(({ query }) =>
  parse(query).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [{ query, name: definition.name?.value }] : [],
  ),
);

test('the examples match the schema, and each has a unique name', () => {
  const faults = settings.defaultTabs.flatMap(({ query }) => validate(schema, parse(query)));

  expect(faults.map(({ message }) => message)).toEqual([]);
  expect(examples.map(({ name }) => name)).toEqual([
    'WhoAmI',
    'CreateCustomer',
    'CreateFirstOrder',
    'Renew',
    'AdvanceTestClock',
    'WhatIsDue',
  ]);
});

test('all examples run in order with a sandbox key', async () => {
  const { key } = await world.partner({ name: 'A newcomer' });
  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
  const answers: Record<string, unknown> = {};

  for (const { query, name = '' } of examples) {
    const body = JSON.stringify({ query, operationName: name });
    const { status, errors, data } = await sendHttp(world, { method: 'POST', headers, body });
    expect([name, status, errors]).toEqual([name, 200, []]);
    answers[name] = data;
  }

  expect(answers).toMatchObject({
    WhoAmI: { viewer: { organisation: { name: 'A newcomer', sandbox: true } } },
    CreateCustomer: { createCustomer: { customer: { remoteId: 'XYZ' } } },
    CreateFirstOrder: { createFirstOrder: { subscription: { status: 'ACTIVE', currentTerm: { seats: 20 } } } },
    Renew: { createRenewalOrder: { allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder'] } },
    AdvanceTestClock: { advanceTestClock: { now: '2030-01-01T00:00:00Z', announced: 2 } },
    WhatIsDue: { subscriptions: { totalCount: 1, nodes: [{ customer: { name: 'XYZ Company' }, status: 'EXPIRED' }] } },
  });
});
