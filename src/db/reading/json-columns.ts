import type { Column } from './models.ts';

/** How a column is written in a statement of which the answer is JSON, and read from there. */
export interface Travelling {
  readonly sql: string;
  readonly decode: (value: unknown) => unknown;
}

export const asItIs = (value: unknown) => value;

/** How a value travels as JSON, and what it is then. Instants come as seconds: reading text takes far longer. */
export function travelling(sql: string, { type }: Column): Travelling {
  if (type === 'DateTime') return { sql: `date_part('epoch', ${sql})`, decode: orNull(dateFrom) };
  if (type === 'BigInt') return { sql: `${sql}::text`, decode: orNull((text) => BigInt(text as string)) };
  if (type === 'Bytes')
    return { sql: `encode(${sql}, 'hex')`, decode: orNull((hex) => Buffer.from(hex as string, 'hex')) };
  return { sql, decode: asItIs };
}

function dateFrom(seconds: unknown): Date {
  return new Date(Math.round((seconds as number) * 1000));
}

function orNull(decode: (value: unknown) => unknown) {
  return (value: unknown) => (value === null ? null : decode(value));
}
