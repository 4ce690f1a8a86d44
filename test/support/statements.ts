import pg from 'pg';
import { onTestFinished } from 'vitest';

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/** The statements around reads: their role, their scope and their transaction. */
const takesRole = /^SET ROLE tenure_reader/;
const beginsRead = /^BEGIN; SELECT .*set_config/;
const readWithScope = /^SELECT \* FROM \((.*)\) "read" WHERE .*set_config/s;

/**
 * Records the SQL statements that this process sends until the end of the test, in order. Of a read only the statement
 * itself is recorded, without its role and scope.
 */
export function recordStatements(): string[] {
  const statements: string[] = [];
  const reading = new WeakSet<pg.Client>();
  aroundEachStatement((asked, send, client) => {
    const text = textOf(asked);
    const endsRead = text === 'COMMIT' && reading.delete(client);
    if (beginsRead.test(text)) reading.add(client);
    else if (!takesRole.test(text) && !endsRead) statements.push(readWithScope.exec(text)?.[1] ?? text);
    return send();
  });
  return statements;
}

/** Executes these statements but loses their results, until the end of the test. */
export function loseAnswers(isLost: (query: Partial<pg.QueryConfig>) => boolean, error: Error): void {
  aroundEachStatement((asked, send) => {
    const answered = send();
    if (!isLost(asked as Partial<pg.QueryConfig>)) return answered;
    return (answered as Promise<unknown>).then(() => Promise.reject(error));
  });
}

/** Wraps each statement that this process sends, until the end of the test. */
function aroundEachStatement(around: (asked: unknown, send: () => unknown, client: pg.Client) => unknown): void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (...given) {
    return around(given[0], () => query.apply(this, given), this);
  };
  onTestFinished(() => {
    prototype.query = query;
  });
}

function textOf(statement: unknown): string {
  return typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text);
}

/** Returns the main table of a statement, or its first word if it has none. */
export function tableOf(statement: string): string {
  const table = /\b(?:FROM|INTO|UPDATE)\s+(?:"public"\.)?"(\w+)"/;
  const [, found] = table.exec(withoutParentheses(statement)) ?? table.exec(statement) ?? [];
  return found ?? statement.trim().split(/\s/, 1)[0] ?? '';
}

function withoutParentheses(text: string): string {
  const shorter = text.replace(/\([^()]*\)/g, ' ');
  return shorter === text ? text : withoutParentheses(shorter);
}
