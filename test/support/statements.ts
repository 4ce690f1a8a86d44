import pg from 'pg';
import { onTestFinished } from 'vitest';

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/** With what a connection is made ready for a reader, when it is new or was another's. */
const forReader = /^SET (ROLE tenure_reader|tenure\.organisation)/;

/**
 * The SQL statements that this process sends to any database until the test is done, in their order, but for those that
 * make a connection ready for its reader.
 */
export function recordStatements(): string[] {
  const statements: string[] = [];
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const send = prototype.query;
  prototype.query = function (...given) {
    const text = textOf(given[0]);
    if (!forReader.test(text)) statements.push(text);
    return send.apply(this, given);
  };
  onTestFinished(() => {
    prototype.query = send;
  });
  return statements;
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
