import {
  BREAK,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { isPassage, relationOf } from './loaded-fields.ts';
import { answering } from './query-fields.ts';
import type { Member, Selection } from './query-parts.ts';
import { completion } from './query-values.ts';
import type { PlannedField } from './response-path.ts';

/** The plan of an operation, made once for all requests that send it. */
export interface QueryPlan {
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly members: readonly Member[];
  /** The number of members that have been planned so far. The members of a type are planned when it first occurs. */
  length(): number;
}

/** The plan of a query. Returns undefined if graphql-js has to execute the query. */
export function planOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): QueryPlan | undefined {
  const root = schema.getQueryType();
  if (!root || hasUnusual(document)) return undefined;
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  const scope: Scope = { schema, fragments, planned: 0 };
  const selection = new MergedSelection(scope, [operation.selectionSet], undefined);
  const members = selection.membersOf(root);
  return { fragments, members, length: () => scope.planned };
}

/** Directives depend on variables, introspection is rare, and `__proto__` is not an ordinary property name. */
function hasUnusual(document: DocumentNode): boolean {
  let found = false;
  const stop = () => {
    found = true;
    return BREAK;
  };
  const stopAt = (name: string) => (name.startsWith('__') && name !== '__typename' ? stop() : undefined);
  visit(document, {
    Directive: stop,
    Field: ({ name, alias }) => stopAt(name.value) ?? stopAt(alias?.value ?? ''),
  });
  return found;
}

interface Scope {
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  planned: number;
}

/** The selections of one value, merged as GraphQL specifies. */
class MergedSelection implements Selection {
  readonly #scope: Scope;
  readonly #sets: readonly SelectionSetNode[];
  readonly #trail: string | undefined;
  readonly #members = new Map<GraphQLObjectType, readonly Member[]>();

  /**
   * `trail` is the response names from the nearest relation to this value. It is undefined if anything else lies in
   * between.
   */
  constructor(scope: Scope, sets: readonly SelectionSetNode[], trail: string | undefined) {
    this.#scope = scope;
    this.#sets = sets;
    this.#trail = trail;
  }

  membersOf(type: GraphQLObjectType): readonly Member[] {
    const known = this.#members.get(type);
    if (known !== undefined) return known;
    const members = [...this.#collect(type)].map(([key, nodes]) => this.#member(type, key, nodes));
    this.#members.set(type, members);
    this.#scope.planned += members.length;
    return members;
  }

  #member(parentType: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): Member {
    const [{ name }] = nodes as [FieldNode];
    if (name.value === '__typename') return { key, answer: () => parentType.name };
    const definition = parentType.getFields()[name.value] as GraphQLField<unknown, unknown>;
    const mappingKey = this.#trail === undefined ? undefined : `${parentType.name}@${this.#trail}${key}`;
    const isWithin = this.#trail !== undefined && isPassage(definition, parentType);
    const field: PlannedField = { key, nodes, definition, parentType, mappingKey, isPassage: isWithin };
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const trailOn = isWithin ? `${this.#trail}${key}.` : undefined;
    const trail = relationOf(definition) === undefined ? trailOn : '';
    const selection = new MergedSelection(this.#scope, sets, trail);
    return { key, answer: answering(field, completion(definition.type, field, selection)) };
  }

  #collect(type: GraphQLObjectType): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    for (const set of this.#sets) this.#collectFrom(set, type, fields, visited);
    return fields;
  }

  #collectFrom(
    { selections }: SelectionSetNode,
    type: GraphQLObjectType,
    fields: Map<string, FieldNode[]>,
    visited: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const nodes = fields.get(key);
        if (nodes === undefined) fields.set(key, [selection]);
        else nodes.push(selection);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#expanded(selection.name.value, visited);
      if (fragment !== undefined && this.#holdsFor(fragment.typeCondition?.name.value, type)) {
        this.#collectFrom(fragment.selectionSet, type, fields, visited);
      }
    }
  }

  #expanded(name: string, visited: Set<string>): FragmentDefinitionNode | undefined {
    if (visited.has(name)) return undefined;
    visited.add(name);
    return this.#scope.fragments[name];
  }

  #holdsFor(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const { schema } = this.#scope;
    const found = schema.getType(condition);
    return isAbstractType(found) && schema.isSubType(found, type);
  }
}
