import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { PlannedField, ResponsePath } from './response-path.ts';

/** What is executed, and for whom. */
export interface Execution {
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly operation: OperationDefinitionNode;
  readonly rootValue: unknown;
  readonly variableValues: Record<string, unknown>;
  readonly contextValue: object;
}

/** A field of the root that could not be answered, and why. */
interface RootFailure {
  readonly field: PlannedField;
  readonly error: unknown;
}

/** One attempt at an answer in which nothing goes wrong below its root. */
export class ExecutionAttempt {
  readonly execution: Execution;
  readonly rootFailures: RootFailure[] = [];
  /** Whether something did go wrong. Then nothing further is begun. */
  isBroken = false;
  readonly #arguments = new Map<PlannedField, Record<string, unknown>>();
  readonly #notes = new Map<PlannedField, unknown>();
  #waitingFor = 0;
  #onSettled: (() => void) | undefined;

  constructor(execution: Execution) {
    this.execution = execution;
  }

  /** Does a part of the work. */
  work(part: () => void): void {
    try {
      part();
    } catch {
      this.isBroken = true;
    }
  }

  /** Goes on with a value once it is there. */
  whenThere(value: PromiseLike<unknown>, use: (value: unknown) => void, failed: (error: unknown) => void): void {
    this.#waitingFor++;
    value.then(
      (found) => this.#goOn(() => use(found)),
      (error) => this.#goOn(() => failed(error)),
    );
  }

  #goOn(part: () => void): void {
    if (!this.isBroken) this.work(part);
    this.#waitingFor--;
    if (this.#waitingFor === 0) this.#onSettled?.();
  }

  /** Resolves once nothing is under way any more, whatever came of it; undefined where nothing is. */
  settled(): Promise<void> | undefined {
    if (this.#waitingFor === 0) return undefined;
    return new Promise((resolve) => {
      this.#onSettled = resolve;
    });
  }

  /** A resolver failed. At the root that is the answer; elsewhere it ends the attempt. */
  fail(error: unknown, field: PlannedField, place: ResponsePath): void {
    if (place.prev !== undefined) throw error;
    this.rootFailures.push({ field, error });
  }

  /** The arguments of a field, the same for every row. */
  argumentsOf(field: PlannedField): Record<string, unknown> {
    const known = this.#arguments.get(field);
    if (known !== undefined) return known;
    const [node] = field.nodes as [FieldNode];
    const found = getArgumentValues(field.definition, node, this.execution.variableValues);
    this.#arguments.set(field, found);
    return found;
  }

  /** Something that is found out about a field once. */
  remembered<Note>(field: PlannedField, find: () => Note): Note {
    if (!this.#notes.has(field)) this.#notes.set(field, find());
    return this.#notes.get(field) as Note;
  }

  /** What graphql-js tells resolvers. */
  infoOf({ definition, nodes, parentType }: PlannedField, path: ResponsePath): GraphQLResolveInfo {
    const { schema, fragments, rootValue, operation, variableValues } = this.execution;
    return {
      fieldName: definition.name,
      fieldNodes: nodes,
      returnType: definition.type,
      parentType,
      path: path as GraphQLResolveInfo['path'],
      schema,
      fragments,
      rootValue,
      operation,
      variableValues,
    };
  }
}
