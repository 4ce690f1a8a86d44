import { type Operation, randomOperation, type Vocabulary, withOtherTokens } from './fuzz-documents.ts';
import type { Random } from './random.ts';

// Random requests, most of which are malformed.

/** The parts of a request, to be sent as raw bytes. */
export interface FuzzRequest {
  method: string;
  path: string;
  query: string;
  headers: [name: string, value: string][];
  body: Buffer<ArrayBufferLike>;
  /** The number of changes to the bytes of the complete request. No further request is sent on its connection. */
  breaks: number;
}

/** The targets and the valid values of random requests. */
export interface Targets {
  /** The methods of each path. */
  readonly places: Readonly<Record<string, readonly string[]>>;
  readonly credentials: readonly string[];
  readonly vocabulary: Vocabulary;
  /** Valid envelopes. */
  readonly envelopes: readonly object[];
  /** Paths below the prefixes of the REST APIs, with query strings. */
  readonly resources: readonly string[];
  /** Bodies that some REST operation accepts. */
  readonly bodies: readonly object[];
  /** Valid forms for the OAuth endpoints. */
  readonly forms: readonly string[];
}

/** Returns a random request. It starts as a valid one, and is then usually changed. */
export function randomRequest(random: Random, targets: Targets): FuzzRequest {
  const place = random.pick(weighted(Object.keys(targets.places)));
  const method = random.pick(targets.places[place] ?? ['GET']);
  const [resource = '', query = ''] = place.endsWith('/') ? random.pick(targets.resources).split('?') : [];
  const path = `${place}${resource}`;
  const request: FuzzRequest = { method, path, query, headers: [], body: Buffer.alloc(0), breaks: 0 };
  request.headers.push(['host', 'localhost']);
  if (!takesForms(place) || random.percent(10)) request.headers.push(credential(random, targets));
  fill(random, request, targets);
  for (let changes = random.pick([0, 1, 1, 1, 2, 3]); changes > 0; changes--) random.pick(changesOf)(random, request);
  return request;
}

/** Returns the bytes of a request. Its `Content-Length` is correct unless it was changed. */
export function bytesOf(random: Random, { method, path, query, headers, body, breaks }: FuzzRequest): Buffer {
  const target = query === '' ? path : `${path}?${query}`;
  const names = headers.map(([name]) => name.toLowerCase());
  const isFramed = names.includes('content-length') || names.includes('transfer-encoding');
  const framing = isFramed || body.length === 0 ? [] : [['content-length', String(body.length)]];
  const lines = [...headers, ...framing].map(([name, value]) => `${name}: ${value}\r\n`);
  let bytes: Buffer<ArrayBufferLike> = Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'),
    body,
  ]);
  for (let left = breaks; left > 0; left--) bytes = otherBytes(random, bytes);
  return bytes;
}

/** Repeats paths by the amount of functionality behind them. */
function weighted(places: readonly string[]): readonly string[] {
  const weightOf = (place: string) =>
    /^\/(live|ready|nowhere|\.well-known)/.test(place) ? 1 : takesForms(place) ? 3 : 12;
  return places.flatMap((place) => Array.from({ length: weightOf(place) }, () => place));
}

const takesForms = (place: string) => place.includes('/oauth/');

function credential(random: Random, { credentials }: Targets): [string, string] {
  const key = random.percent(97)
    ? random.pick(credentials)
    : random.pick(['', 'unknown', 'x'.repeat(2000), '\xe9', 'a b']);
  return random.percent(50) ? ['x-api-key', key] : ['authorization', `Bearer ${key}`];
}

function fill(random: Random, request: FuzzRequest, targets: Targets): void {
  if (request.path === '/graphql') {
    fillOperation(random, request, targets);
    return;
  }
  if (request.method === 'GET' && request.path !== '/envelope') return;
  const isForm = takesForms(request.path);
  request.headers.push(['content-type', isForm ? 'application/x-www-form-urlencoded' : 'application/json']);
  const bodies = request.path === '/envelope' ? targets.envelopes : targets.bodies;
  request.body = Buffer.from(isForm ? random.pick(targets.forms) : JSON.stringify(random.pick(bodies)));
}

function fillOperation(random: Random, request: FuzzRequest, { vocabulary }: Targets): void {
  const operation: Operation = randomOperation(random, vocabulary);
  const query = random.percent(40) ? withOtherTokens(random, operation.query) : operation.query;
  const sent = { ...operation, query, ...(random.percent(10) ? { operationName: 'Q' } : {}) };
  request.headers.push(['accept', random.pick(['*/*', 'application/json', 'application/graphql-response+json'])]);
  if (request.method === 'GET') {
    request.query = String(new URLSearchParams({ query, variables: JSON.stringify(sent.variables) }));
  } else {
    request.headers.push(['content-type', 'application/json']);
    request.body = Buffer.from(JSON.stringify(sent));
  }
}

type Change = (random: Random, request: FuzzRequest) => void;

const methods = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'QUERY',
  'PROPFIND',
  'get',
  'FOO',
  '',
];
const pathParts = [
  '/',
  '//',
  '/..',
  '/%2e%2e',
  '/%00',
  '%',
  '%zz',
  '/%ff',
  ';a=b',
  '/x',
  '*',
  'http://a/',
  '/\xe9',
  '#',
  '[',
  '/constructor',
  '/__proto__',
  '\\',
];
const queryParts = [
  '&query={viewer{now}}',
  '&variables={bad',
  '&variables=[]',
  '&extensions=5',
  '&query',
  '&operationName=%00',
  '&%zz',
  '&query=%ff',
  '&=&',
  '?',
  '&x='.repeat(500),
  '&page=-1',
  '&per_page=1e9',
  '&sort_by=%2bname',
];
const oddHeaders: readonly [string, string][] = [
  ['content-type', 'text/plain'],
  ['content-type', 'application/json; charset=utf-16'],
  ['content-type', 'multipart/form-data'],
  ['content-type', 'multipart/form-data; boundary=x'],
  ['content-type', 'application/x-www-form-urlencoded'],
  ['content-type', ';;;='],
  ['content-encoding', 'gzip'],
  ['accept', 'text/html'],
  ['accept', 'text/event-stream'],
  ['accept', 'multipart/mixed'],
  ['accept', ';q=,,,'],
  ['accept', 'image/png'],
  ['accept-encoding', 'gzip, br'],
  ['x-request-id', '../../x'],
  ['x-request-id', '\xff'],
  ['x-api-key', 'another'],
  ['authorization', 'Basic eDp5'],
  ['authorization', 'Bearer'],
  ['x-on-behalf-of', '1'],
  ['x-on-behalf-of', 'null'],
  ['x-on-behalf-of', '99999999999999999999'],
  ['idempotency-key', ''],
  ['idempotency-key', 'same'],
  ['idempotency-key', 'x'.repeat(5000)],
  ['host', ''],
  ['host', 'evil.example:99999'],
  ['cookie', 'a=b; x-api-key=c'],
  ['connection', 'close'],
  ['expect', '100-continue'],
  ['expect', 'nonsense'],
  ['x-forwarded-for', '127.0.0.1'],
  ['x-http-method-override', 'DELETE'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
  ['x-long', 'x'.repeat(20_000)],
];

const changesOf: readonly Change[] = [
  (random, request) => void Object.assign(request, { method: random.pick(methods) }),
  (random, request) => void Object.assign(request, { path: inserted(random, request.path, random.pick(pathParts)) }),
  (random, request) => void Object.assign(request, { query: inserted(random, request.query, random.pick(queryParts)) }),
  (random, request) => void request.headers.push(random.pick(oddHeaders)),
  (random, request) => replaceHeader(request, random.pick(oddHeaders)),
  (random, request) => void request.headers.splice(random.below(request.headers.length), 1),
  changeBytes,
  changeBytes,
  changeJson,
  changeJson,
  changeJson,
  changeJson,
  breakAll,
];

function replaceHeader(request: FuzzRequest, [name, value]: [string, string]): void {
  request.headers = [...request.headers.filter(([known]) => known !== name), [name, value]];
}

function inserted(random: Random, text: string, part: string): string {
  const at = random.percent(50) ? text.length : random.below(text.length + 1);
  return `${text.slice(0, at)}${part}${text.slice(at)}`;
}

const oddBytes = [
  Buffer.from([0]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from('\ufeff'),
  Buffer.from('"'),
  Buffer.from('\\u0000'),
  Buffer.from('{'),
  Buffer.from('['.repeat(20_000)),
  Buffer.from('\r\n\r\n'),
];

function otherBytes(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const length = random.below(20);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  return random.pick([
    () => Buffer.concat([before, after.subarray(length)]),
    () => Buffer.concat([before, random.pick(oddBytes), after]),
    () => Buffer.concat([before, Buffer.from(Array.from({ length }, () => random.below(256))), after.subarray(length)]),
    () => Buffer.concat([before, after.subarray(0, length), after]),
    () => before,
  ])();
}

function changeBytes(random: Random, request: FuzzRequest): void {
  request.body = otherBytes(random, request.body);
}

/** Changes bytes anywhere in the request. The result need not be HTTP. */
function breakAll(random: Random, request: FuzzRequest): void {
  request.breaks = 1 + random.below(3);
}

const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e21,
  2 ** 31,
  2 ** 53,
  '',
  ' ',
  '\u0000',
  '\ud800',
  'x'.repeat(10_000),
  [],
  [[]],
  {},
  { __proto__: null },
  JSON.parse('{"__proto__":{"x":1}}'),
  JSON.parse('['.repeat(500) + ']'.repeat(500)),
  'NaN',
  '2027-13-45T99:99:99Z',
  '1e3',
  'constructor',
];

/** Replaces a value or a name in the JSON. */
function changeJson(random: Random, request: FuzzRequest): void {
  const [, variables = ''] = /variables=([^&]*)/.exec(request.query) ?? [];
  const text = request.body.length > 0 ? request.body.toString() : unescaped(variables);
  const json = parsed(text);
  if (json === undefined) return;
  const changed = JSON.stringify(otherValue(random, json)) ?? '';
  if (request.body.length > 0) request.body = Buffer.from(changed);
  else request.query = request.query.replace(variables, () => encodeURIComponent(changed.toWellFormed()));
}

function otherValue(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random.percent(15)) return random.pick(oddValues);
  const entries = Object.entries(value);
  if (entries.length === 0) return random.pick(oddValues);
  const [name, member] = random.pick(entries);
  const others = entries.filter(([other]) => other !== name);
  if (random.percent(10)) return Object.fromEntries(others);
  if (random.percent(10))
    return Object.fromEntries([...others, [random.pick(['', 'x', '__proto__', 'toString', `${name} `]), member]]);
  const changed = entries.map(([other, one]) => (other === name ? [other, otherValue(random, one)] : [other, one]));
  return Array.isArray(value) ? changed.map(([, one]) => one) : Object.fromEntries(changed);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return '';
  }
}
