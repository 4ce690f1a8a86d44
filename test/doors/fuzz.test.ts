import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { methodNames } from '../../src/envelope/handle.ts';
import { createClient, inBody, tokenOf } from '../support/api-clients.ts';
import { type ByteAnswer, ByteClient } from '../support/byte-http.ts';
import { bytesOf, type FuzzRequest, randomRequest, type Targets } from '../support/fuzz-requests.ts';
import { startGateway } from '../support/gateway.ts';
import { createThings } from '../support/graphql-things.ts';
import { insidesIn } from '../support/insides.ts';
import { operatorOf } from '../support/operators.ts';
import { randomOf } from '../support/random.ts';
import { sendRaw } from '../support/raw-http.ts';
import { runCounts } from '../support/run-counts.ts';
import { createWorld } from '../support/world.ts';

// Requests of every kind of wrongness, at every door there is. None may be our fault, none may end the process, and no
// answer may tell anything of our insides. FUZZ_RUNS sets how many; FUZZ_SEED repeats what another run has found, and
// FUZZ_FROM begins with the request that failed.

const runs = runCounts.mangledRequests;
const seed = Number(process.env['FUZZ_SEED'] ?? (Math.random() * 2 ** 31) | 0);
const from = Number(process.env['FUZZ_FROM'] ?? 0);
const inFlight = 16;
const batch = 1000;

const world = await createWorld();
const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
process.on('uncaughtException', (error) => unhandled.push(error));

/** The places that the gateway itself names to whoever is lost, and the methods that each takes. */
async function placesOf(url: string): Promise<Targets['places']> {
  const { body } = await sendRaw(url, { path: '/nowhere' });
  const paths = [...body.matchAll(/\/[\w./-]+/g)].map(([path]) => path);
  const methodsAt = async (path: string) => {
    const { status, headers } = await sendRaw(url, { path, method: 'TRACE' });
    return status === 405 ? (headers.allow ?? '').split(', ') : ['GET', 'POST', 'PUT', 'DELETE'];
  };
  const places = await Promise.all([...paths, '/nowhere'].map(async (path) => [path, await methodsAt(path)] as const));
  return Object.fromEntries(places);
}

/** Somebody new to be: what a batch does, such as to move a clock to the end of time, makes nothing of the next one. */
async function newTargets(places: Targets['places']): Promise<Targets> {
  const partner = await world.partner();
  const things = await createThings(partner);
  const operator = await operatorOf(world, partner, { isAdmin: true });
  const client = await createClient(partner, operator.operatorId);
  const form = { grant_type: 'client_credentials', ...inBody(client), token: await tokenOf(world, client) };
  const [customer] = await world.rows<{ id: number }>('SELECT "id" FROM "Customer" WHERE "organisationId" = $1', [
    partner.organisationId,
  ]);
  const texts = ['ABC', 'ORDER-1', 'CHANGE-1', 'RENEWAL-1', 'isa@example.com', 'oo-lite', 'getCustomer', 'UTC', 'Isa'];
  const params = {
    id: 'ABC',
    parent: 'ORDER-1',
    customer: 'ABC',
    email: 'isa@example.com',
    name: 'ABC',
    product: 'oo-lite',
  };
  const others = {
    admin: { email: 'isa@example.com' },
    licenses: 5,
    duration: 'monthly',
    to: 1_900_000_000,
    isActive: true,
  };
  return {
    places,
    credentials: [partner.key, partner.key, operator.key],
    resources: [
      ...['', 'x/y', 'organisations', 'users', 'users/1', `users/${operator.operatorId}`, 'users?page=1&sort_by=+name'],
      ...[
        'customers',
        'customers/1',
        `customers/${customer?.id}`,
        `customers/${customer?.id}/orders?status=0,1&limit=7`,
      ],
      'customers?sortby=name&direction=desc&offset=0&limit=100&type=person&archived=false',
    ],
    bodies: [
      { name: 'Evan', email_address: 'evan@example.com', active: true, roles: [] },
      { customerName: 'Peter', customerLastName: 'Petrov', customerEmail: 'peter@example.com', customerStatus: 1 },
      {
        ' customerName': '',
        customerCompanyName: 'Widgets',
        customerEmail: 'w@example.com',
        archived: true,
        crmId: 'C',
      },
    ],
    forms: [String(new URLSearchParams(form)), String(new URLSearchParams({ ...form, scope: 'order:view' }))],
    vocabulary: { texts, ids: Object.values(things) },
    envelopes: methodNames.flatMap((method) => [
      { method, params: { ...params, ...others } },
      { method, params: { ...params, ...others, id: 'ORDER-1' } },
    ]),
  };
}

/** What is wrong with an answer; empty as it should be. Words that the caller used may be repeated. */
function faultsOf({ status = 0, text, head }: ByteAnswer, sent: Buffer): string[] {
  const said = sent.toString().toLowerCase();
  // Where a fault is in a document, and that it is one of syntax, GraphQL says to everybody.
  // Which scripts the page at /docs loads, it says to everybody.
  // That there is a method DELETE, the header Allow and a description say to everybody.
  const told = text
    .replace(/"locations":\[[^\]]*\]/g, '')
    .replaceAll('"Syntax Error: ', '"')
    .replace(/^allow: .*$/im, '')
    .replaceAll(/<script src="\/docs\/[\w.-]+">/g, '<script>')
    .replaceAll('"delete":{"operationId"', '{"operationId"');
  const insides = insidesIn(told).filter((word) => !said.includes(word.toLowerCase()));
  const isOurs = status >= 500 || /^HTTP\/1\.1 5/m.test(text) || /INTERNAL_SERVER_ERROR|"UNEXPECTED"/.test(text);
  const isBare = status !== 0 && !/^(date|connection):/im.test(head);
  return [...(isOurs ? ['our fault'] : []), ...(isBare ? ['no HTTP'] : []), ...insides];
}

test(`${runs} malformed requests cause no internal error`, async () => {
  // As in production: no GraphiQL, whose page is always the same.
  const { url } = await startGateway({ connectionString: world.databaseUrl, max: 10 });
  const places = await placesOf(url);
  const clients = Array.from({ length: inFlight }, () => new ByteClient(url));
  const statuses: Record<string, number> = {};
  const heap: number[] = [];

  for (let start = from; start < from + runs && unhandled.length === 0; start += batch) {
    const targets = await newTargets(places);
    let next = start;
    const work = async (client: ByteClient) => {
      while (next < Math.min(start + batch, from + runs)) {
        const index = next++;
        const random = randomOf(seed ^ Math.imul(index, 0x9e3779b1));
        const request = randomRequest(random, targets);
        const bytes = bytesOf(random, request);
        const answer = await client.send(bytes, { isAll: request.breaks > 0, isHead: isHead(request) });
        statuses[answer.status ?? 'closed'] = (statuses[answer.status ?? 'closed'] ?? 0) + 1;
        const faults = faultsOf(answer, bytes);
        if (faults.length > 0) throw new Error(tellOf(index, faults, bytes, answer));
      }
    };
    await Promise.all(clients.map(work));
    heap.push(heapInUse());
  }
  for (const client of clients) client.close();

  expect(unhandled).toEqual([]);
  expect((await sendRaw(url, { path: '/live' })).status).toBe(200);
  // What is kept for each request would be more than this; caches are full by the middle.
  expect((heap.at(-1) ?? 0) - (heap[heap.length >> 1] ?? 0)).toBeLessThan(32);
  // A single request that is tried again says nothing about the mixture.
  if (runs < 1000) return;
  // Enough of them must have got somewhere, and enough nowhere.
  expect(statuses['200'] ?? 0).toBeGreaterThan(runs / 8);
  expect((statuses['400'] ?? 0) + (statuses['404'] ?? 0) + (statuses['415'] ?? 0)).toBeGreaterThan(runs / 10);
  process.stdout.write(`fuzz: seed ${seed}, ${JSON.stringify(statuses)}, heap in MiB ${heap.join(' ')}\n`);
}, 3_600_000);

const isHead = ({ method }: FuzzRequest) => method === 'HEAD';

/** The heap that is left after everything was let go, in MiB. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

function tellOf(index: number, faults: string[], bytes: Buffer, answer: ByteAnswer): string {
  const again = `FUZZ_SEED=${seed} FUZZ_FROM=${index} FUZZ_RUNS=1 npm test -- test/doors/fuzz.test.ts`;
  return `${faults.join(', ')}\nAgain: ${again}\n\n${bytes.toString().slice(0, 5000)}\n\n${answer.text.slice(0, 3000)}`;
}
