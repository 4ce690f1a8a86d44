import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { schema } from '../../src/graphql/schema/schema.ts';
import type { Random } from './random.ts';

// Random valid queries that read a lot: nested pages, aliases, and fragments of all kinds.

type Field = GraphQLField<unknown, unknown>;

/** Existing texts and ids for a query. */
export interface Known {
  readonly texts: readonly string[];
  readonly ids: readonly string[];
}

/** The values of the variables of a query. */
export const queryVariables = { few: 2, none: null };

const variables = ['$few: Int', '$none: Int', '$some: Int = 3', '$page: Int! = 1'];

/** Returns a random query of one to three fields. */
export function randomQuery(random: Random, known: Known): string {
  const root = schema.getQueryType() as GraphQLObjectType;
  const writer = new QueryWriter(random, known);
  const fields = Object.values(root.getFields()).filter(isEasilyAsked);
  const selected = Array.from({ length: 1 + random.below(3) }, () => writer.field(root, random.pick(fields), 4));
  const text = [`{ ${selected.join(' ')} }`, ...writer.fragments].join('\n');
  const used = variables.filter((variable) => new RegExp(`\\${variable.split(':', 1)}\\b`).test(text));
  return used.length === 0 ? text : `query (${used.join(', ')}) ${text}`;
}

function isEasilyAsked({ args }: Field): boolean {
  return args.every((argument) => !isRequiredArgument(argument) || !isInputObjectType(getNamedType(argument.type)));
}

class QueryWriter {
  readonly fragments: string[] = [];
  readonly #random: Random;
  readonly #known: Known;
  /** The arguments by response name of a type. They are always the same, so that selections can be merged. */
  readonly #arguments = new Map<string, string>();

  constructor(random: Random, known: Known) {
    this.#random = random;
    this.#known = known;
  }

  field(parent: GraphQLObjectType, field: Field, depth: number): string {
    const random = this.#random;
    const alias = random.percent(25) ? `${field.name}${random.below(2)}` : field.name;
    const key = `${parent.name}.${alias}`;
    const args = this.#arguments.get(key) ?? this.#written(field);
    this.#arguments.set(key, args);
    const directive = random.percent(1) ? ' @include(if: true)' : '';
    const name = alias === field.name ? alias : `${alias}: ${field.name}`;
    return `${name}${args}${directive}${this.#selection(field.type, depth)}`;
  }

  #selection(output: GraphQLOutputType, depth: number): string {
    const type = getNamedType(output);
    if (isLeafType(type)) return '';
    if (isObjectType(type)) return ` { ${this.#selected(type, depth)} }`;
    const possible = isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
    const fragments = possible
      .filter(() => this.#random.percent(30))
      .map((member) => `... on ${member.name} { ${this.#selected(member, depth - 1)} }`);
    return ` { __typename ${fragments.join(' ')} }`;
  }

  #selected(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => isEasilyAsked(field) && (depth > 0 || isLeafType(getNamedType(field.type))),
    );
    const passages = fields.filter(({ name }) => ['nodes', 'edges', 'node'].includes(name));
    const chosen = Array.from({ length: 1 + this.#random.below(5) }, () => this.#random.pick(fields));
    const some = this.#random.percent(80) ? [...passages.slice(-1), ...chosen] : chosen;
    // Pages and the fields that lead through them do not count as a level.
    const next = passages.length > 0 ? depth : depth - 1;
    return some.map((field) => this.#wrapped(type, this.field(type, field, next))).join(' ');
  }

  #wrapped(type: GraphQLObjectType, selection: string): string {
    const random = this.#random;
    if (random.percent(80)) return selection;
    if (random.percent(20)) return `__typename ${selection}`;
    if (random.percent(30)) return `... { ${selection} }`;
    const isNode = type.getInterfaces().some(({ name }) => name === 'Node');
    if (random.percent(30) && isNode) return `... on Node { id ... on ${type.name} { ${selection} } }`;
    if (random.percent(50)) return `... on ${type.name} { ${selection} }`;
    const name = `Fragment${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} { ${selection} }`);
    return random.percent(50) ? `...${name}` : `...${name} ...${name}`;
  }

  #written({ args }: Field): string {
    const given = args.filter(isRequiredArgument).map((argument) => {
      const values = getNamedType(argument.type).name === 'ID' ? this.#known.ids : this.#known.texts;
      const isMany = isNonNullType(argument.type) && String(argument.type).startsWith('[');
      const some = Array.from({ length: isMany ? 4 : 1 }, () => JSON.stringify(this.#random.pick(values)));
      return `${argument.name}: ${isMany ? `[${some.join(', ')}]` : some[0]}`;
    });
    const isPage = args.some(({ name }) => name === 'first');
    const all = isPage && this.#random.percent(60) ? [...given, this.#page()] : given;
    return all.length === 0 ? '' : `(${all.join(', ')})`;
  }

  #page(): string {
    const cursor = `"${Buffer.from(`GPC:N:${1 + this.#random.below(12)}`).toString('base64')}"`;
    const usual = ['first: 2', 'first: $few', 'first: $none', 'first: $some', 'first: $page', 'last: 1', 'last: 3'];
    const odd = [`first: 2, after: ${cursor}`, `last: 2, before: ${cursor}`, 'first: 0', 'first: 101', 'after: "x"'];
    return this.#random.pick(this.#random.percent(90) ? usual : odd);
  }
}
