import { isStorable, largestInteger } from '../../shared/input.ts';
import type { Order, Position } from './keyset.ts';
import { modelOf } from './models.ts';

type Value = Position[number];

/** How values of a column are encoded as JSON, and decoded from untrusted JSON. */
interface Notation {
  readonly toJson: (value: Value) => unknown;
  /** Returns undefined if the column cannot hold the value. */
  readonly fromJson: (json: unknown) => Value | undefined;
}

const [earliestMs, latestMs] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];
const largestBigint = 2n ** 63n - 1n;

const notations: Readonly<Record<string, Notation>> = {
  Int: {
    toJson: (value) => value,
    fromJson: (json) => (isWholeWithin(json, -largestInteger, largestInteger) ? json : undefined),
  },
  BigInt: {
    toJson: String,
    fromJson: (json) => {
      const value = typeof json === 'string' && /^-?\d{1,19}$/.test(json) ? BigInt(json) : undefined;
      return value !== undefined && value <= largestBigint && value >= -largestBigint ? value : undefined;
    },
  },
  String: {
    toJson: (value) => value,
    fromJson: (json) => (typeof json === 'string' && isStorable(json) ? json : undefined),
  },
  DateTime: {
    toJson: (value) => (value as Date).getTime(),
    fromJson: (json) => (isWholeWithin(json, earliestMs, latestMs) ? new Date(json) : undefined),
  },
};

function isWholeWithin(json: unknown, smallest: number, largest: number): json is number {
  return Number.isInteger(json) && (json as number) >= smallest && (json as number) <= largest;
}

/** The positions of the rows of a model in one order. */
export class Positions {
  readonly columns: readonly string[];
  readonly #notations: readonly Notation[];

  /** Throws if a column of the order can be null or its type has no exact notation. */
  constructor(model: string, order: readonly Order[]) {
    this.columns = order.flatMap((one) => Object.keys(one));
    this.#notations = this.columns.map((column) => notationOf(model, column));
  }

  /** Returns the position of a row as JSON. */
  textOf(row: Readonly<Record<string, unknown>>): string {
    return JSON.stringify(this.columns.map((column, index) => this.#notations[index]?.toJson(row[column] as Value)));
  }

  /** Returns the position in a text, or undefined if `textOf` cannot have produced the text. */
  fromText(text: string): Position | undefined {
    const json = parsed(text);
    if (!Array.isArray(json) || json.length !== this.columns.length) return undefined;
    const values = this.#notations.map(({ fromJson }, index) => fromJson(json[index]));
    return values.every((value) => value !== undefined) ? values : undefined;
  }
}

function notationOf(model: string, name: string): Notation {
  const column = modelOf(model).columns.get(name);
  const notation = column && notations[column.type];
  if (notation === undefined || column?.isNullable) {
    throw new Error(
      `Expected a column of type ${Object.keys(notations).join(', ')} that is never null: ${model}.${name}`,
    );
  }
  return notation;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
