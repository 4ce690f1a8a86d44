import { createRequire } from 'node:module';
import type pg from 'pg';

/** A statement as it went to PostgreSQL, and what came back of it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly (string | null)[];
  /** Statements of one group went over the line before the first of them was answered. */
  readonly group: number;
  /** The answer, where it was one row: by the names of its columns. */
  row?: Readonly<Record<string, string>>;
}

type Query = (...args: unknown[]) => unknown;
type Answered = (error: unknown, result: pg.QueryResult | undefined) => void;

// What the product takes for `pg`, which here could be another copy of it.
const requireOfProduct = createRequire(new URL('../../src/db/pool.ts', import.meta.url));
const { Client } = requireOfProduct('pg') as typeof pg;
const { prepareValue } = requireOfProduct('pg/lib/utils') as { prepareValue(value: unknown): unknown };

/** What all connections of the product send while `work` lasts, in this order. */
export async function statementsDuring(work: () => Promise<void>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const { query: send } = Client.prototype;
  const underWay = new WeakMap<object, { count: number; group: number }>();
  let groups = 0;
  Client.prototype.query = function (this: object, ...args: unknown[]) {
    const line = underWay.get(this) ?? { count: 0, group: 0 };
    underWay.set(this, line);
    if (line.count === 0) line.group = ++groups;
    line.count++;
    const { text, values } = asked(args);
    const statement: Statement = { text, values, group: line.group };
    statements.push(statement);
    return answering((send as Query).bind(this), args, (error, result) => {
      line.count--;
      const row = error == null ? onlyRow(result) : undefined;
      if (row !== undefined) statement.row = row;
    });
  } as typeof send;
  try {
    await work();
  } finally {
    Client.prototype.query = send;
  }
  return statements.flatMap(withoutBatch).map(asOwner);
}

/** A script has one connection and so one role, the owner's. Its reads skip the check of the reader's role. */
function asOwner(statement: Statement): Statement {
  return {
    ...statement,
    text: statement.text.replace("CASE current_user WHEN 'tenure_reader'", 'CASE current_user WHEN current_user'),
  };
}

/** Several statements in one text go by themselves in a prepared protocol. They have no parameters. */
function withoutBatch(statement: Statement): Statement[] {
  if (statement.values.length > 0) return [statement];
  return statement.text.split(';').flatMap((text) => (text.trim() === '' ? [] : [{ ...statement, text: text.trim() }]));
}

/** Sends a query, for whom waits for a promise and for whom has a callback, and lets us know. */
function answering(send: Query, args: readonly unknown[], answered: Answered): unknown {
  const last = args.at(-1);
  if (typeof last === 'function') {
    const told = (error: unknown, result: pg.QueryResult) => {
      answered(error, result);
      last(error, result);
    };
    return send(...args.slice(0, -1), told);
  }
  const promise = send(...args) as Promise<pg.QueryResult>;
  void promise.then(
    (result) => answered(null, result),
    (error) => answered(error, undefined),
  );
  return promise;
}

function asked([query, second]: readonly unknown[]): Pick<Statement, 'text' | 'values'> {
  const { text, values } = typeof query === 'string' ? { text: query, values: undefined } : (query as pg.QueryConfig);
  const given = values ?? (Array.isArray(second) ? second : []);
  return { text, values: given.map(asText) };
}

/** As the driver writes it on the line. */
function asText(value: unknown): string | null {
  const prepared = prepareValue(value);
  if (prepared === null) return null;
  return Buffer.isBuffer(prepared) ? `\\x${prepared.toString('hex')}` : String(prepared);
}

/** Of several results, those of the simple protocol, none is a row to go on with. */
function onlyRow(result: pg.QueryResult | undefined): Record<string, string> | undefined {
  if (result?.rows?.length !== 1) return undefined;
  const [row] = result.rows as [Record<string, unknown> | unknown[]];
  const cells = result.fields.map(({ name }, index) => [name, Array.isArray(row) ? row[index] : row[name]] as const);
  return Object.fromEntries(cells.filter(([, cell]) => isSimple(cell)).map(([name, cell]) => [name, String(cell)]));
}

function isSimple(cell: unknown): boolean {
  const isTime = cell instanceof Temporal.Instant || cell instanceof Temporal.PlainDateTime;
  return isTime || typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'bigint';
}
