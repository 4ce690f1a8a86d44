import { type Condition, orderOf, type Position, type ReadArguments } from './keyset.ts';
import { joinOf, modelOf } from './models.ts';

/** Creates aliases and parameters in a statement. */
interface Names {
  alias(): string;
  parameter(value: unknown): string;
}

/** Returns the SQL conditions for a condition of Prisma's client on the row `alias`. All of them must hold. */
export function conditionOf(model: string, where: Condition, alias: string, names: Names): string[] {
  return Object.entries(where)
    .filter(([, asked]) => asked !== undefined)
    .map(([name, asked]) => {
      if (name === 'AND') return joined(sqlConditionsOf(model, asked, alias, names), ' AND ', 'true');
      if (name === 'OR') return joined(sqlConditionsOf(model, asked, alias, names), ' OR ', 'false');
      if (name === 'NOT') return `NOT ${joined(sqlConditionsOf(model, asked, alias, names), ' AND ', 'true')}`;
      const relation = modelOf(model).relations.get(name);
      if (relation === undefined) return comparison(model, name, asked, alias, names);
      const { model: related, isList } = relation;
      if (isList || asked === null) throw new Error(`The reader does not support this condition on ${model}.${name}`);
      const other = names.alias();
      const conditions = [...joinOf(relation, alias, other), ...conditionOf(related, asked as Condition, other, names)];
      return `EXISTS (SELECT FROM "${related}" ${other} WHERE ${conditions.join(' AND ')})`;
    });
}

function sqlConditionsOf(model: string, asked: unknown, alias: string, names: Names): string[] {
  return [asked].flat().map((one) => joined(conditionOf(model, one as Condition, alias, names), ' AND ', 'true'));
}

function joined(conditions: readonly string[], word: ' AND ' | ' OR ', none: string): string {
  return conditions.length === 0 ? none : `(${conditions.join(word)})`;
}

const operators: Readonly<Record<string, string>> = { equals: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' };

function comparison(model: string, name: string, asked: unknown, alias: string, { parameter }: Names): string {
  if (!modelOf(model).columns.has(name)) throw new Error(`${model} has no column ${name}`);
  const column = `${alias}."${name}"`;
  if (asked === null) return `${column} IS NULL`;
  if (typeof asked !== 'object' || asked instanceof Date) return `${column} = ${parameter(toValue(asked))}`;
  const { mode, ...comparisons } = asked as Condition;
  const all = Object.entries(comparisons).filter(([, value]) => value !== undefined);
  const conditions = all.map(([operator, value]) => {
    if (operator === 'not' && value === null) return `${column} IS NOT NULL`;
    if (operator === 'in') return isAmong(column, (value as unknown[]).map(toValue), parameter);
    if (operator === 'contains' && mode === 'insensitive') return `${column} ILIKE ${parameter(`%${value}%`)}`;
    const symbol = operators[operator];
    if (symbol === undefined || value === null) throw new Error(`The reader does not support the operator ${operator}`);
    return `${column} ${symbol} ${parameter(toValue(value))}`;
  });
  return joined(conditions, ' AND ', 'true');
}

/**
 * Plan trap: for an array of unknown length PostgreSQL expects ten rows. For a single value it then considers a new
 * plan cheaper each time, and planning costs more than the read.
 */
function isAmong(column: string, values: readonly unknown[], parameter: Names['parameter']): string {
  return values.length === 1 ? `${column} = ${parameter(values[0])}` : `${column} = ANY(${parameter(values)})`;
}

function toValue(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

/** Returns the ORDER BY clause of a read, reversed if the page is read from its end. */
export function orderClauseOf(args: ReadArguments, alias: string, isBackward: boolean): string {
  const sorted = orderOf(args).map(([column, direction]) => {
    const isAscending = (direction === 'asc') !== isBackward;
    return `${alias}."${column}" ${isAscending ? 'ASC' : 'DESC'}`;
  });
  return sorted.length === 0 ? '' : ` ORDER BY ${sorted.join(', ')}`;
}

/**
 * Returns the conditions on rows between two positions of their order. PostgreSQL compares with the same columns and
 * collations with which it sorts. With an index on these columns, it starts at the first row of the range.
 */
export function rangeConditionsOf(args: ReadArguments, alias: string, parameter: Names['parameter']): string[] {
  const { after, before } = args;
  const [behind, ahead] = orderOf(args)[0]?.[1] === 'desc' ? ['<', '>'] : ['>', '<'];
  const comparisons = [
    [behind, after],
    [ahead, before],
  ] as const;
  return comparisons.flatMap(([symbol, position]) =>
    position === undefined ? [] : [`${columnsIn(args, position, alias)} ${symbol} (${position.map(sent).join(', ')})`],
  );

  function sent(value: Position[number]): string {
    return parameter(toValue(value));
  }
}

/** Returns the columns of an order as a row value, which can be compared with a position. */
function columnsIn(args: ReadArguments, position: Position, alias: string): string {
  const orders = orderOf(args);
  const [[, first] = []] = orders;
  const isComparable = orders.length === position.length && orders.every(([, direction]) => direction === first);
  if (!isComparable) throw new Error('A position has a value for each column of its order, all in one direction');
  return `(${orders.map(([column]) => `${alias}."${column}"`).join(', ')})`;
}
