import pg from 'pg';
import { withGateway } from './recording/gateway.ts';
import { isAlike, parametersOf, type Recorded } from './recording/parameters.ts';
import { type Script, scriptOf } from './recording/script.ts';
import { type Statement, statementsDuring } from './recording/statements.ts';
import { activeCustomerWords, firstOrderWord, numberWord, remoteIdWord, type Word } from './recording/words.ts';

export { recordedPrefix } from './recording/words.ts';

export interface RecordedRequest {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * The n-th request, counted from 0. The id that it makes up is `remoteId`, which is `recordedPrefix` and the number.
   * The customer that it names, and the order that it renews, are those of the workloads with this number.
   */
  body(remoteId: string, number: number): string | object;
  /** Its own key for each request, where answers are kept: `Idempotency-Key` is the remote id. */
  readonly isKeyed?: boolean;
  /** How many customers there are; needed where the request names one of them. */
  readonly customers?: number;
}

/** The statements that one request sends, as a script that pgbench can run over and over. */
export interface RecordedScript extends Script {
  /** How many events a request writes. */
  readonly events: number;
  readonly statements: readonly Statement[];
}

/** pgbench counts from here on: what comes before was used up by the recording. */
export const firstNumber = 100;

/** What comes first, until every statement is known to its connection and the key has its stamp. */
const warmUps = [0, 1, 2];

// Hardly found in a text by chance.
const recordedNumbers = [37, 41, 53, 59, 68, 73, 79, 86, 97];

/**
 * Sends a request to a gateway of our own a few times, each time with another number, and writes down what statements
 * the last one sent: who asks, the verb within its transaction, the event, and the reads that shape the answer.
 */
export async function recordedScript(url: string, key: string, request: RecordedRequest): Promise<RecordedScript> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const requests = await record(url, key, request, client);
    const words: [Word, ...Word[]] = [remoteIdWord, firstOrderWord, numberWord];
    if (request.customers !== undefined) words.push(...activeCustomerWords(request.customers));
    const parameters = parametersOf(requests.earlier, requests.later, words);
    const types = await parameterTypes(client, requests.later.statements);
    const { statements } = requests.later;
    const scripted = statements.map((statement, index) => {
      return { ...statement, parameters: parameters[index] ?? [], types: types[index] ?? [] };
    });
    return { ...scriptOf(scripted), events: requests.events, statements };
  } finally {
    await client.end();
  }
}

async function record(url: string, key: string, request: RecordedRequest, client: pg.Client) {
  await moveIdsApart(client);
  return withGateway(url, async (gatewayUrl) => {
    const send = (number: number) => sendRequest(gatewayUrl, key, request, number);
    for (const number of warmUps) await send(number);
    let earlier: Recorded | undefined;
    for (const number of recordedNumbers) {
      const before = await countEvents(client);
      const later = { number, statements: await statementsDuring(() => send(number)) };
      const events = (await countEvents(client)) - before;
      // Reads that go out at the same time may take another order each time.
      if (earlier !== undefined && isAlike(earlier, later)) return { earlier, later, events };
      earlier = later;
    }
    throw new Error('No two requests after each other sent the same statements');
  });
}

async function sendRequest(gatewayUrl: string, key: string, request: RecordedRequest, number: number): Promise<void> {
  const remoteId = remoteIdWord.of(number);
  const body = request.body(remoteId, number);
  const response = await fetch(`${gatewayUrl}${request.path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-api-key': key,
      ...(request.isKeyed ? { 'idempotency-key': remoteId } : {}),
      ...request.headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok || /"errors":|"error":|"code":"[A-Z_]+"/.test(answer)) {
    throw new Error(`A request to be recorded was refused: ${response.status} ${answer}`);
  }
}

/** New ids of two tables are never the same, so that a parameter that is an id can only come from one place. */
async function moveIdsApart(client: pg.Client): Promise<void> {
  await client.query(`
    SELECT setval(c.oid, nextval(c.oid) + 100003 * row_number() OVER (ORDER BY c.oid))
    FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace`);
}

async function countEvents(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM "Event"');
  return rows[0]?.count ?? 0;
}

/** The types that PostgreSQL finds for the parameters of each statement. */
async function parameterTypes(client: pg.Client, statements: readonly Statement[]): Promise<string[][]> {
  const types: string[][] = [];
  for (const { text, values } of statements) types.push(values.length === 0 ? [] : await typesIn(client, text));
  return types;
}

async function typesIn(client: pg.Client, text: string): Promise<string[]> {
  await client.query(`PREPARE recorded AS ${text}`);
  const { rows } = await client.query<{ types: string[] }>(
    `SELECT parameter_types::text[] AS types FROM pg_prepared_statements WHERE name = 'recorded'`,
  );
  await client.query('DEALLOCATE recorded');
  return rows[0]?.types ?? [];
}
