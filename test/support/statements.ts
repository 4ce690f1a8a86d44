import pg from 'pg';
import { onTestFinished } from 'vitest';

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/** What goes around reads: their role, their scope, and the transaction that a scope may need. */
const takesRole = /^SET ROLE tenure_reader/;
const beginsRead = /^BEGIN; SELECT .*set_config/;
const readWithScope = /^SELECT \* FROM \((.*)\) "read" WHERE .*set_config/s;

/**
 * The SQL statements that this process sends to any database until the test is done, in their order. Of a read it is the
 * statement alone, without what sets its role and its scope.
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

/** Has these statements carried out, and their answers lost, until the test is done. */
export function loseAnswers(isLost: (query: Partial<pg.QueryConfig>) => boolean, error: Error): void {
  aroundEachStatement((asked, send) => {
    const answered = send();
    if (!isLost(asked as Partial<pg.QueryConfig>)) return answered;
    return (answered as Promise<unknown>).then(() => Promise.reject(error));
  });
}

/** Puts something around each statement that this process sends to any database, until the test is done. */
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

/** The table that a statement is about in the first place, or its first word where it is about none. */
export function tableOf(statement: string): string {
  const table = /\b(?:FROM|INTO|UPDATE)\s+(?:"public"\.)?"(\w+)"/;
  const [, found] = table.exec(withoutParentheses(statement)) ?? table.exec(statement) ?? [];
  return found ?? statement.trim().split(/\s/, 1)[0] ?? '';
}

function withoutParentheses(text: string): string {
  const shorter = text.replace(/\([^()]*\)/g, ' ');
  return shorter === text ? text : withoutParentheses(shorter);
}
