import pg from 'pg';
import { withGateway } from './recording/gateway.ts';
import { isAlike, parametersOf, type Recorded } from './recording/parameters.ts';
import { withPartnerValues } from './recording/partner-values.ts';
import { type Script, scriptOf } from './recording/script.ts';
import { type Statement, statementsDuring } from './recording/statements.ts';
import { activeCustomerWords, firstOrderWord, numberWord, remoteIdWord, type Word } from './recording/words.ts';

export { recordedPrefix } from './recording/words.ts';

/** A request of one partner. */
export interface RecordedRequest {
  readonly path: string;
  /** The headers, with the API key of the partner. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The body of the n-th request, counted from 0. New remote ids are `recordedPrefix` and the number. The customer or
   * order that the request names is that of the workloads with this number.
   */
  body(number: number): string;
}

/** The statements of one request as a pgbench script. */
export interface RecordedScript extends Script {
  /** The number of events that a request writes. */
  readonly events: number;
  readonly statements: readonly Statement[];
}

/** The first number that pgbench uses. The recording uses smaller numbers. */
export const firstNumber = 100;

/** Requests before the recording: they prepare the statements of the connections and set the time of last use of the key. */
const warmUps = [0, 1, 2];

// Unlikely to be a part of another value.
const recordedNumbers = [37, 41, 53, 59, 68, 73, 79, 86, 97];

/**
 * Sends a request of each partner to a gateway, several times with different numbers, and records the statements of the
 * last one: the lookup of the credential, the transaction with its event, and the reads for the answer. `customers` is
 * the number of customers of each partner.
 */
export async function recordedScript(
  url: string,
  requests: readonly [RecordedRequest, ...RecordedRequest[]],
  customers: number,
): Promise<RecordedScript> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { earlier, later, others } = await record(url, requests, client);
    const customerWords = activeCustomerWords(customers, requests.length);
    const words: [Word, ...Word[]] = [remoteIdWord, firstOrderWord, numberWord, ...customerWords];
    const parameters = withPartnerValues(parametersOf(earlier, later, words), [later, ...others]);
    const types = await parameterTypes(client, later.statements);
    const { statements, events } = later;
    const scripted = statements.map((statement, index) => {
      return { ...statement, parameters: parameters[index] ?? [], types: types[index] ?? [] };
    });
    return { ...scriptOf(scripted), events, statements };
  } finally {
    await client.end();
  }
}

interface CountedRecording extends Recorded {
  readonly events: number;
}

/** Records two requests of the first partner and one of each other partner, all with the same statements. */
async function record(
  url: string,
  [first, ...others]: readonly [RecordedRequest, ...RecordedRequest[]],
  client: pg.Client,
) {
  await moveIdsApart(client);
  return withGateway(url, async (gatewayUrl) => {
    let earlier: Recorded | undefined;
    const later = await firstRecording(recordings(gatewayUrl, first, 0, client), (recorded) => {
      const isRepeated = earlier !== undefined && isAlike(earlier, recorded);
      if (!isRepeated) earlier = recorded;
      return isRepeated;
    });
    const ofOthers: Recorded[] = [];
    for (const [index, request] of others.entries()) {
      const found = recordings(gatewayUrl, request, index + 1, client);
      ofOthers.push(await firstRecording(found, (recorded) => isAlike(later, recorded)));
    }
    return { earlier: earlier ?? later, later, others: ofOthers };
  });
}

/** Returns the first recording that meets a condition. Reads that are sent at the same time may differ in order. */
async function firstRecording(
  found: AsyncIterable<CountedRecording>,
  isWanted: (recorded: Recorded) => boolean,
): Promise<CountedRecording> {
  for await (const recorded of found) if (isWanted(recorded)) return recorded;
  throw new Error('No two requests sent the same statements');
}

async function* recordings(
  gatewayUrl: string,
  request: RecordedRequest,
  partner: number,
  client: pg.Client,
): AsyncGenerator<CountedRecording> {
  for (const number of warmUps) await sendRequest(gatewayUrl, request, number);
  for (const number of recordedNumbers) {
    const before = await countEvents(client);
    const statements = await statementsDuring(() => sendRequest(gatewayUrl, request, number));
    yield { number, partner, statements, events: (await countEvents(client)) - before };
  }
}

async function sendRequest(gatewayUrl: string, request: RecordedRequest, number: number): Promise<void> {
  const { path, headers, body } = request;
  const response = await fetch(`${gatewayUrl}${path}`, { method: 'POST', headers, body: body(number) });
  const answer = await response.text();
  if (!response.ok || /"errors":|"error":|"code":"[A-Z_]+"/.test(answer)) {
    throw new Error(`A request to be recorded was refused: ${response.status} ${answer}`);
  }
}

/** Gives the new ids of each table a range of its own, so that the origin of an id is unambiguous. */
async function moveIdsApart(client: pg.Client): Promise<void> {
  await client.query(`
    SELECT setval(c.oid, nextval(c.oid) + 100003 * row_number() OVER (ORDER BY c.oid))
    FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace`);
}

async function countEvents(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM "Event"');
  return rows[0]?.count ?? 0;
}

/** Returns the types that PostgreSQL infers for the parameters of each statement. */
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
