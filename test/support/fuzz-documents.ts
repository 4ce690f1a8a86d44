import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { schema } from '../../src/graphql/schema/schema.ts';
import type { Random } from './random.ts';

// Random valid GraphQL documents, generated from the schema.

/** An operation with its variables. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Texts and ids, some of which exist. */
export interface Vocabulary {
  readonly texts: readonly string[];
  readonly ids: readonly string[];
}

const oddTexts = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  'é',
  '🙂',
  "'; DROP TABLE x; --",
  '%',
  '{}',
  'x'.repeat(300),
  '\u202e',
  'NaN',
];
const instants = [
  '2027-01-01T00:00:00Z',
  '2028-02-29T23:59:59Z',
  '1969-12-31T23:59:59Z',
  '+275760-09-13T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2027-01-01',
];
const numbers = [0, 1, 2, 5, 20, 100, 101, -1, 2 ** 31 - 1];

/** Returns a random operation: a query or a mutation with one to three fields. */
export function randomOperation(random: Random, vocabulary: Vocabulary): Operation {
  const isMutation = random.percent(35);
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  const writer = new Writer(random, vocabulary);
  const fields = Object.values(root?.getFields() ?? {});
  const selected = Array.from({ length: isMutation ? 1 : 1 + random.below(3) }, (_, n) =>
    writer.field(random.pick(fields), 4, `f${n}: `),
  );
  const declared = writer.declarations.length > 0 ? `(${writer.declarations.join(', ')})` : '';
  const query = `${isMutation ? 'mutation' : 'query'} Q${declared} { ${selected.join(' ')} }`;
  return { query, variables: writer.variables };
}

class Writer {
  readonly declarations: string[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly #random: Random;
  readonly #vocabulary: Vocabulary;

  constructor(random: Random, vocabulary: Vocabulary) {
    this.#random = random;
    this.#vocabulary = vocabulary;
  }

  field(field: GraphQLField<unknown, unknown>, depth: number, alias = ''): string {
    const given = field.args.filter((argument) => isRequiredArgument(argument) || this.#random.percent(30));
    const args = given.length > 0 ? `(${given.map((argument) => this.#argument(argument)).join(', ')})` : '';
    return `${alias}${field.name}${args}${this.#selection(field.type, depth)}`;
  }

  #selection(output: GraphQLOutputType, depth: number): string {
    const type = getNamedType(output);
    if (isLeafType(type)) return '';
    if (isAbstractType(type)) {
      const members = schema
        .getPossibleTypes(type)
        .filter(({ name }) => /Success$/.test(name) || this.#random.percent(20));
      const fragments = members.map((member) => `... on ${member.name}${this.#selection(member, depth - 1)}`);
      return ` { __typename ${fragments.join(' ')} }`;
    }
    if (!isObjectType(type)) return '';
    const fields = Object.values(type.getFields()).filter(({ type: to }) => depth > 0 || isLeafType(getNamedType(to)));
    if (fields.length === 0) return ' { __typename }';
    const some = new Set(Array.from({ length: 1 + this.#random.below(4) }, () => this.#random.pick(fields)));
    return ` { ${[...some].map((field) => this.field(field, depth - 1)).join(' ')} __typename }`;
  }

  #argument({ name, type }: GraphQLArgument): string {
    const value = this.#value(type, 3);
    if (this.#random.percent(50)) return `${name}: ${literal(value, type)}`;
    const variable = `v${this.declarations.length}`;
    this.declarations.push(`$${variable}: ${String(type)}`);
    this.variables[variable] = value;
    return `${name}: $${variable}`;
  }

  #value(type: GraphQLInputType, depth: number): unknown {
    const random = this.#random;
    if (isNonNullType(type)) return this.#value(type.ofType, depth);
    if (isListType(type)) return Array.from({ length: random.below(3) }, () => this.#value(type.ofType, depth - 1));
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      const given = fields.filter((field) => isRequiredInputField(field) || (depth > 0 && random.percent(30)));
      const one = type.isOneOf ? [random.pick(fields)] : given;
      return Object.fromEntries(one.map((field) => [field.name, this.#value(field.type, depth - 1)]));
    }
    if (type.name === 'Int' || type.name === 'Float') return random.pick(numbers);
    if (type.name === 'Boolean') return random.percent(50);
    if (type.name === 'DateTime') return random.pick(instants);
    if (type.name === 'JSON') return { id: this.#text(), [this.#text()]: random.pick(numbers) };
    return type.name === 'ID' && random.percent(70) ? random.pick(this.#vocabulary.ids) : this.#text();
  }

  #text(): string {
    return this.#random.percent(85) ? this.#random.pick(this.#vocabulary.texts) : this.#random.pick(oddTexts);
  }
}

/** Returns a value as a literal of GraphQL. */
function literal(value: unknown, given: GraphQLInputType): string {
  const type = isNonNullType(given) ? given.ofType : given;
  if (Array.isArray(value))
    return `[${value.map((one) => literal(one, isListType(type) ? type.ofType : type)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields: Readonly<Record<string, { readonly type: GraphQLInputType }>> = isInputObjectType(type)
      ? type.getFields()
      : {};
    const members = Object.entries(value).filter(([name]) => /^\w+$/.test(name));
    return `{ ${members.map(([name, one]) => `${name}: ${literal(one, fields[name]?.type ?? type)}`).join(', ')} }`;
  }
  return isEnumType(type) ? String(value) : JSON.stringify(value);
}

const tokenPattern = /"(?:[^"\\]|\\.)*"|\.\.\.|\$?\w+|\S|\s+/g;
const oddTokens = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '!',
  ':',
  '...',
  '@skip(if: true)',
  '@include(if: 5)',
  '$x',
  '"""',
  '"',
  '#',
  '&',
  'on',
  'null',
  'true',
  '-1',
  '1e999',
  '99999999999999999999',
  '\u0000',
  '\ufeff',
  'fragment',
  'query',
  'subscription',
  '__schema { types { name } }',
  '__type(name: "Query") { name }',
  '__typename',
  '...F',
  'é',
];

/** Returns a document in which some tokens are removed, duplicated, swapped or replaced. */
export function withOtherTokens(random: Random, document: string): string {
  const tokens = document.match(tokenPattern) ?? [];
  for (let changes = 1 + random.below(3); changes > 0 && tokens.length > 0; changes--) {
    const at = random.below(tokens.length);
    const other = random.below(tokens.length);
    const [here = '', there = ''] = [tokens[at], tokens[other]];
    random.pick([
      () => tokens.splice(at, 1),
      () => tokens.splice(at, 0, here),
      () => tokens.splice(at, 1, random.pick(oddTokens)),
      () => tokens.splice(at, 0, random.pick(oddTokens)),
      () => tokens.splice(at, 1, there),
      () => tokens.splice(at, Math.min(10, tokens.length - at), ...tokens.slice(other, other + 10)),
      () => tokens.splice(at, 0, ...Array.from({ length: random.below(400) }, () => here)),
    ])();
  }
  return tokens.join('');
}
