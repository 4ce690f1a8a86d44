import { z } from 'zod';
import type { oas31 } from 'zod-openapi';
import { kindOf, largestInteger, text } from '../shared/input.ts';

const expectedId = `an id: a whole number from 1 to ${largestInteger}`;

/** Returns all values of each query parameter. `name[]` is the same as `name`. */
export function parametersIn(query: string): Record<string, string[]> {
  const all = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    const plain = name.replace(/\[\]$/, '');
    const values = all.get(plain) ?? [];
    values.push(value);
    all.set(plain, values);
  }
  return Object.fromEntries(all);
}

/** The description of a parameter for callers. */
export interface Described {
  readonly description: string;
  readonly example: unknown;
}

/** An id in a path. */
export function pathId(described: Described) {
  const schema = { type: 'integer', minimum: 1, maximum: largestInteger } as const;
  return z
    .string()
    .transform((value, context) => {
      const id = wholeNumberIn(value, 1, largestInteger);
      if (id === undefined) context.addIssue(wrong(expectedId, [value]));
      return id ?? z.NEVER;
    })
    .meta(describedAs(schema, described));
}

/** A search text. An empty text matches everything. */
export function words(described: Described) {
  const searchable = text(255);
  return z
    .array(z.string())
    .optional()
    .transform((values = [], context) => {
      const [value, ...others] = values;
      if (others.length > 0) context.addIssue(wrong('text once', values));
      if (value === undefined || value === '') return undefined;
      const parsed = searchable.safeParse(value);
      for (const { message } of parsed.error?.issues ?? []) context.addIssue(message);
      return value;
    })
    .meta(describedAs({ type: 'string', maxLength: 255 }, described));
}

/** A boolean parameter. */
export function flag(described: Described) {
  const read = (value: string) => (value === 'true' ? true : value === 'false' ? false : undefined);
  return once('true or false', read).meta(describedAs({ type: 'boolean' }, described));
}

/** A repeatable id parameter. A result matches any of the ids. */
export function ids(described: Described) {
  const schema = { type: 'array', items: { type: 'integer', minimum: 1, maximum: largestInteger } } as const;
  const read = (value: string) => wholeNumberIn(value, 1, largestInteger);
  return each(expectedId, read).meta(describedAs(schema, described));
}

/** A sort field and its direction. */
export interface Sort<Field> {
  readonly by: Field;
  readonly isAscending: boolean;
}

/** A sort parameter: `+name` for ascending, `-name` for descending. The first value has priority. */
export function sorting<const Field extends string>(fields: readonly Field[], fallback: `${'+' | '-'}${Field}`) {
  const orders = fields.flatMap((field) => [`-${field}`, `+${field}`]);
  // An unencoded plus sign is decoded as a space.
  const read = (value: string): Sort<Field> | undefined => {
    const order = value.replace(/^ /, '+');
    return orders.includes(order) ? sortOf<Field>(order) : undefined;
  };
  return each(`one of ${orders.join(', ')}`, read)
    .transform((sorts) => (sorts.length === 0 ? [sortOf<Field>(fallback)] : sorts))
    .meta(
      describedAs(
        { type: 'array', items: { type: 'string', enum: orders }, default: [fallback] },
        {
          description: 'The sort order: + for ascending, - for descending. The first value has priority.',
          example: orders.slice(1, 2),
        },
      ),
    );
}

/** A whole number with a default. */
export function wholeNumber(from: number, to: number, fallback: number, described: Described) {
  return once(`a whole number from ${from} to ${to}`, (value) => wholeNumberIn(value, from, to))
    .transform((value) => value ?? fallback)
    .meta(describedAs({ type: 'integer', minimum: from, maximum: to, default: fallback }, described));
}

/** An enumeration with a default. */
export function oneOf<const Word extends string>(accepted: readonly Word[], fallback: Word, described: Described) {
  const read = (value: string) => accepted.find((word) => word === value);
  return once(`one of ${accepted.join(', ')}`, read)
    .transform((word) => word ?? fallback)
    .meta(describedAs({ type: 'string', enum: [...accepted], default: fallback }, described));
}

/**
 * Returns the metadata of a parameter. The description shows a single value, although the schema parses repeated text.
 */
export function describedAs(schema: oas31.SchemaObject, { description, example }: Described) {
  const override = ({ jsonSchema }: { jsonSchema: oas31.SchemaObject }) => {
    delete jsonSchema.items;
    Object.assign(jsonSchema, schema);
  };
  return { description, param: { example }, override };
}

type Read<Value> = (value: string) => Value | undefined;

/** A parameter that may occur at most once. */
export function once<Value>(expected: string, read: Read<Value>) {
  return z
    .array(z.string())
    .optional()
    .transform((values = [], context) => {
      const [first, ...others] = values;
      if (first === undefined) return undefined;
      const value = others.length === 0 ? read(first) : undefined;
      if (value === undefined) context.addIssue(wrong(expected, values));
      return value;
    });
}

/** A parameter that may be repeated. */
function each<Value>(expected: string, read: Read<Value>) {
  return z
    .array(z.string())
    .optional()
    .transform((values = [], context) =>
      values.flatMap((text): Value[] => {
        const value = read(text);
        if (value === undefined) context.addIssue(wrong(expected, [text]));
        return value === undefined ? [] : [value];
      }),
    );
}

/**
 * Returns the message for an invalid value. It repeats the value only if it is a number, because text may be personal
 * data.
 */
function wrong(expected: string, values: readonly string[]): string {
  const [first = ''] = values;
  const one = /^-?\d{1,15}(\.\d{1,15})?$/.test(first) ? first : kindOf(first);
  return `expected ${expected}, found ${values.length === 1 ? one : `${values.length} values`}`;
}

function wholeNumberIn(value: string, from: number, to: number): number | undefined {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  return number >= from && number <= to ? number : undefined;
}

function sortOf<Field extends string>(order: string): Sort<Field> {
  return { by: order.slice(1) as Field, isAscending: order.startsWith('+') };
}
