import type { Column } from './models.ts';

/** How a column is encoded in a statement that returns JSON, and how its value is decoded. */
export interface JsonEncoding {
  readonly sql: string;
  readonly decode: (value: unknown) => unknown;
}

export const unchanged = (value: unknown) => value;

/** Returns the encoding of a column. Instants are encoded as seconds, because parsing text takes far longer. */
export function jsonEncodingOf(sql: string, { type }: Column): JsonEncoding {
  if (type === 'DateTime') return { sql: `date_part('epoch', ${sql})`, decode: orNull(dateFrom) };
  if (type === 'BigInt') return { sql: `${sql}::text`, decode: orNull((text) => BigInt(text as string)) };
  if (type === 'Bytes')
    return { sql: `encode(${sql}, 'hex')`, decode: orNull((hex) => Buffer.from(hex as string, 'hex')) };
  return { sql, decode: unchanged };
}

function dateFrom(seconds: unknown): Date {
  return new Date(Math.round((seconds as number) * 1000));
}

function orNull(decode: (value: unknown) => unknown) {
  return (value: unknown) => (value === null ? null : decode(value));
}
