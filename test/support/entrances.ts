import type { Partner } from './partner.ts';
import { sendRaw } from './raw-http.ts';
import type { World } from './world.ts';

/** A verb in the terms of the envelope. Each entrance translates it. */
export interface Call {
  readonly method: 'createCustomer' | 'createFirstOrder' | 'createRenewalOrder' | 'changeSeats';
  // biome-ignore lint/suspicious/noExplicitAny: parameters are whatever the method takes.
  readonly params: Readonly<Record<string, any>>;
}

/** A response in a common format, so that responses of different entrances can be compared. */
export interface Said {
  readonly status: number;
  /** Null for a success. */
  readonly code: string | null;
  /** The entity as the envelope shows it, or the words of a refusal. */
  // biome-ignore lint/suspicious/noExplicitAny: it is whatever the method answers, and tests say what they expect.
  readonly body: any;
}

/** One way to call the gateway. */
type Entrance = (world: World, partner: Partner, call: Call) => Promise<Said>;

async function throughPost(world: World, partner: Partner, call: Call): Promise<Said> {
  const headers = { 'x-api-key': partner.key, 'content-type': 'application/json' };
  const response = await fetch(`${world.url}/envelope`, { method: 'POST', headers, body: JSON.stringify(call) });
  return { status: response.status, code: response.headers.get('x-error-code'), body: await response.json() };
}

async function throughGet(world: World, partner: Partner, call: Call): Promise<Said> {
  const headers = { 'x-api-key': partner.key, 'content-type': 'application/json' };
  const answer = await sendRaw(world.url, { path: '/envelope', headers, body: JSON.stringify(call) });
  const code = answer.headers['x-error-code'];
  return { status: answer.status, code: typeof code === 'string' ? code : null, body: JSON.parse(answer.body) };
}

async function throughEnvelopeMutation(world: World, partner: Partner, call: Call): Promise<Said> {
  const { status, data } = await postGraphql(
    world,
    partner,
    `mutation ($method: String!, $params: JSON!) {
       envelope(method: $method, params: $params) { ... on Error { code message } ... on EnvelopeSuccess { result } }
     }`,
    call,
  );
  const { code = null, message, result } = data.envelope;
  return { status, code, body: code === null ? result : message };
}

async function throughGraphql(world: World, partner: Partner, { method, params }: Call): Promise<Said> {
  const type = `${method.charAt(0).toUpperCase()}${method.slice(1)}`;
  const selection = method === 'createCustomer' ? `customer { ${customerSelection} }` : orderSelection;
  const { status, data } = await postGraphql(
    world,
    partner,
    `mutation ($input: ${type}Input!) {
       ${method}(input: $input) { ... on Error { code message } ... on ${type}Success { ${selection} } }
     }`,
    { input: toInput(params) },
  );
  const { code = null, message, ...success } = data[method];
  if (code !== null) return { status, code, body: message };
  return { status, code, body: method === 'createCustomer' ? customerOf(success.customer) : orderOf(success) };
}

async function postGraphql(world: World, partner: Partner, query: string, variables: object) {
  const headers = { 'x-api-key': partner.key, 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${world.url}/graphql`, { method: 'POST', headers, body });
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query.
  const answer = (await response.json()) as { data?: any; errors?: unknown };
  if (answer.errors !== undefined) throw new Error(`${response.status} ${JSON.stringify(answer.errors)}`);
  return { status: response.status, data: answer.data };
}

/** The four entrances by name. */
const entrances = {
  graphql: throughGraphql,
  post: throughPost,
  get: throughGet,
  envelopeMutation: throughEnvelopeMutation,
} satisfies Record<string, Entrance>;

/** Sends all calls simultaneously, distributed over the four entrances. */
export function allAtOnce(world: World, partner: Partner, calls: readonly Call[]): Promise<Said[]> {
  const ways = Object.values(entrances);
  return Promise.all(calls.map((call, index) => (ways[index % ways.length] ?? throughPost)(world, partner, call)));
}

const inputNames: Readonly<Record<string, string>> = { id: 'remoteId', parent: 'firstOrder', licenses: 'seats' };

function toInput(params: Call['params']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      inputNames[name] ?? name,
      name === 'duration' ? String(value).toUpperCase() : value,
    ]),
  );
}

const customerSelection = 'databaseId remoteId name isActive createdAt admin { email } organisation { databaseId }';

// biome-ignore lint/suspicious/noExplicitAny: it has the shape of the selection above.
function customerOf(customer: any) {
  const { name, organisation, createdAt, databaseId: id, isActive, admin, remoteId } = customer;
  return { name, partner: organisation.databaseId, createdAt: seconds(createdAt), id, isActive, admin, remoteId };
}

const orderSelection = `
  order {
    databaseId remoteId createdAt parent { remoteId } customer { remoteId } organisation { databaseId }
    lines { nodes { product { code } term { seats startsAt endsAt } } }
  }
  subscription { duration status }`;

// biome-ignore lint/suspicious/noExplicitAny: it has the shape of the selection above.
function orderOf({ order, subscription }: any) {
  const [line, ...others] = order.lines.nodes;
  if (others.length > 0) throw new Error(`Order ${order.remoteId} has more than one line`);
  return {
    id: order.databaseId,
    remoteId: order.remoteId,
    parent: order.parent?.remoteId ?? null,
    customer: order.customer.remoteId,
    partner: order.organisation.databaseId,
    product: line.product.code,
    licenses: line.term.seats,
    duration: subscription.duration.toLowerCase(),
    status: subscription.status.toLowerCase(),
    isActive: subscription.status === 'ACTIVE',
    startsAt: seconds(line.term.startsAt),
    endsAt: seconds(line.term.endsAt),
    createdAt: seconds(order.createdAt),
  };
}

function seconds(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds / 1000;
}
