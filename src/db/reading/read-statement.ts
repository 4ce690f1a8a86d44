import { type JsonEncoding, jsonEncodingOf, unchanged } from './json-columns.ts';
import { type Condition, orderOf, type ReadArguments } from './keyset.ts';
import { joinOf, modelOf, type Relation } from './models.ts';
import { conditionOf, orderClauseOf, rangeConditionsOf } from './read-conditions.ts';
import type { Read } from './reading-pool.ts';

/** A read as one SQL statement. */
export interface ReadStatement<Answer> extends Read {
  /** Decodes the result from the JSON of the rows. */
  readonly answerFrom: (rows: readonly unknown[]) => Answer;
}

type Row = Record<string, unknown>;

/** A selected column or relation. A row is encoded as an array, so that each selection has a fixed index. */
interface SelectedColumn extends JsonEncoding {
  readonly name: string;
}

/** A page of a list, with the number of rows of the whole list. */
export interface CountedPage {
  readonly rows: readonly Row[];
  readonly count: number;
}

/** The parts that a surrounding statement adds to a read. */
interface Surroundings {
  /** Additional conditions on each row. */
  readonly tied?: (alias: string) => readonly string[];
  /** Additional columns, after the selected ones. */
  readonly beside?: readonly string[];
}

/**
 * Returns a read of rows and their selected relations as one statement. PostgreSQL nests the rows, and a page of a
 * relation reads only as many rows as it has. It supports the part of Prisma's query language that our GraphQL schema
 * uses, and throws on everything else.
 */
export function rowsStatement(model: string, args: ReadArguments): ReadStatement<Row[]> {
  const statement = new Statement();
  const page = statement.page(model, args);
  const isShort = args.take === 1 && !statement.isLong;
  return { text: page.sql, values: statement.values, isShort, isCount: false, answerFrom: page.decodeAll };
}

/** Returns a read of the number of rows. */
export function countStatement(model: string, { where }: ReadArguments): ReadStatement<number> {
  const statement = new Statement();
  const text = statement.count(model, where);
  return { text, values: statement.values, isShort: false, isCount: true, answerFrom: ([count]) => count as number };
}

/**
 * Returns a read of the first or last page of a list sorted by id, with the total count as of the same instant. The
 * count also finds the id of the first matching row, and the page starts there, so that the rows before it are not
 * scanned twice. MATERIALIZED ensures that the rows are counted once.
 */
export function countedPageStatement(model: string, args: ReadArguments): ReadStatement<CountedPage> {
  const statement = new Statement();
  const { take = 1 } = args;
  const [[, direction] = ['id', 'asc']] = orderOf(args);
  const isUpwards = (direction === 'asc') === take >= 0;
  const [edge, comparison] = isUpwards ? ['min', '>='] : ['max', '<='];
  const counted = statement.count(model, args.where, undefined, `count(*) AS "count", ${edge}("id") AS "edge"`);
  const page = statement.page(model, args, {
    tied: (alias) => [`${alias}."id" ${comparison} (SELECT "edge" FROM counted)`],
    beside: ['(SELECT "count" FROM counted)'],
  });
  return {
    text: `WITH counted AS MATERIALIZED (${counted}) ${page.sql}`,
    values: statement.values,
    isShort: false,
    isCount: true,
    answerFrom: (rows) => ({ rows: page.decodeAll(rows), count: ((rows[0] ?? [0]) as unknown[]).at(-1) as number }),
  };
}

class Statement {
  readonly values: unknown[] = [];
  /** Whether the statement counts relations, or reads more than one page of a relation. */
  isLong = false;
  #isInPage = false;
  #aliases = 0;

  page(model: string, args: ReadArguments, { tied, beside = [] }: Surroundings = {}) {
    const alias = this.#alias();
    const places = this.#places(model, args, alias);
    const { take, skip = 0 } = args;
    // The last rows of a list are read in reversed order.
    const isBackward = take !== undefined && take < 0;
    const row = `json_build_array(${[...places.map(({ sql }) => sql), ...beside].join(', ')})`;
    const within = () => [...(tied?.(alias) ?? []), ...rangeConditionsOf(args, alias, this.#parameter)];
    const from = `FROM "${model}" ${alias}${this.#where(model, args.where, alias, within)}`;
    const limit = take === undefined ? '' : ` LIMIT ${whole(Math.abs(take))}`;
    const offset = skip === 0 ? '' : ` OFFSET ${whole(skip)}`;
    const sql = `SELECT ${row} AS "row" ${from}${orderClauseOf(args, alias, isBackward)}${limit}${offset}`;
    const decode = decoderOf(places);
    const decodeAll = (rows: readonly unknown[]) => {
      const decoded = rows.map(decode);
      return isBackward ? decoded.reverse() : decoded;
    };
    return { sql, decode, decodeAll };
  }

  count(model: string, where: Condition | undefined, tied?: Surroundings['tied'], found = 'count(*)'): string {
    const alias = this.#alias();
    return `SELECT ${found} FROM "${model}" ${alias}${this.#where(model, where, alias, tied)}`;
  }

  #alias(): string {
    this.#aliases++;
    return `t${this.#aliases}`;
  }

  #parameter = (value: unknown): string => {
    this.values.push(value);
    return `$${this.values.length}`;
  };

  #where(model: string, where: Condition = {}, alias: string, tied: Surroundings['tied'] = () => []): string {
    const names = { alias: () => this.#alias(), parameter: this.#parameter };
    const conditions = [...tied(alias), ...conditionOf(model, where, alias, names)];
    return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  }

  /** Returns the selected columns and relations. Without a selection, all columns are selected. */
  #places(model: string, { select, include = {} }: ReadArguments, alias: string): SelectedColumn[] {
    const { columns } = modelOf(model);
    const all = () => Object.fromEntries([...columns.keys()].map((name) => [name, true]));
    const selected = Object.entries(select ?? { ...all(), ...include }).filter(([, args]) => args);
    return selected.map(([name, args]) =>
      this.#place(model, name, args === true ? {} : (args as ReadArguments), alias),
    );
  }

  #place(model: string, name: string, args: ReadArguments, alias: string): SelectedColumn {
    const { columns, relations } = modelOf(model);
    if (name === '_count') return this.#counts(model, args, alias);
    const column = columns.get(name);
    if (column !== undefined) return { name, ...jsonEncodingOf(`${alias}."${name}"`, column) };
    const relation = relations.get(name);
    if (relation === undefined) throw new Error(`${model} has no column or relation ${name}`);
    const isInPage = this.#isInPage;
    if (relation.isList && (args.take === undefined || isInPage)) this.isLong = true;
    this.#isInPage ||= relation.isList;
    const { sql, decode, decodeAll } = this.page(relation.model, args, { tied: belongingTo(relation, alias) });
    this.#isInPage = isInPage;
    if (!relation.isList) return { name, sql: `(${sql})`, decode: (row) => (row === null ? null : decode(row)) };
    const list = `(SELECT coalesce(json_agg("row"), '[]') FROM (${sql}) ${this.#alias()})`;
    return { name, sql: list, decode: (rows) => decodeAll(rows as unknown[]) };
  }

  /** Returns the counts of relations, as one selection. */
  #counts(model: string, { select = {} }: ReadArguments, alias: string): SelectedColumn {
    this.isLong = true;
    const places = Object.entries(select).map(([name, args]) => {
      const relation = modelOf(model).relations.get(name);
      if (relation === undefined) throw new Error(`${model} has no relation ${name}`);
      const where = typeof args === 'object' ? args.where : undefined;
      return {
        name,
        sql: `(${this.count(relation.model, where, belongingTo(relation, alias))})`,
        decode: unchanged,
      };
    });
    const decode = decoderOf(places);
    return { name: '_count', sql: `json_build_array(${places.map(({ sql }) => sql).join(', ')})`, decode };
  }
}

/** Returns the conditions that tie the rows of a relation to the row `owner`. */
function belongingTo(relation: Relation, owner: string) {
  return (alias: string) => joinOf(relation, owner, alias);
}

function decoderOf(places: readonly SelectedColumn[]): (row: unknown) => Row {
  return (row) => {
    const values = row as readonly unknown[];
    const decoded: Row = {};
    for (let index = 0; index < places.length; index++) {
      const { name, decode } = places[index] as SelectedColumn;
      decoded[name] = decode(values[index]);
    }
    return decoded;
  };
}

/** Returns a number for use in the text of a statement. PostgreSQL plans for a literal limit. */
function whole(number: number): number {
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`Expected a whole number, found ${number}`);
  return number;
}
