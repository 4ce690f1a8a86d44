import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { PlannedField, ResponsePath } from './response-path.ts';

/** The operation to execute, its variables and its context. */
export interface Execution {
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly operation: OperationDefinitionNode;
  readonly rootValue: unknown;
  readonly variableValues: Record<string, unknown>;
  readonly contextValue: object;
}

/** A root field whose resolver failed, and the error. */
interface RootFailure {
  readonly field: PlannedField;
  readonly error: unknown;
}

/** One execution of a plan. An error below the root ends it. */
export class ExecutionAttempt {
  readonly execution: Execution;
  readonly rootFailures: RootFailure[] = [];
  /** Whether an error ended the attempt. If so, no further work starts. */
  isBroken = false;
  readonly #arguments = new Map<PlannedField, Record<string, unknown>>();
  readonly #notes = new Map<PlannedField, unknown>();
  #waitingFor = 0;
  #onSettled: (() => void) | undefined;

  constructor(execution: Execution) {
    this.execution = execution;
  }

  /** Runs a step. An exception ends the attempt. */
  work(part: () => void): void {
    try {
      part();
    } catch {
      this.isBroken = true;
    }
  }

  /** Waits for a value, then calls `use` or `failed`. */
  whenResolved(value: PromiseLike<unknown>, use: (value: unknown) => void, failed: (error: unknown) => void): void {
    this.#waitingFor++;
    value.then(
      (found) => this.#resume(() => use(found)),
      (error) => this.#resume(() => failed(error)),
    );
  }

  #resume(part: () => void): void {
    if (!this.isBroken) this.work(part);
    this.#waitingFor--;
    if (this.#waitingFor === 0) this.#onSettled?.();
  }

  /** Returns a promise that resolves when no promise is pending, or undefined if none is pending now. */
  settled(): Promise<void> | undefined {
    if (this.#waitingFor === 0) return undefined;
    return new Promise((resolve) => {
      this.#onSettled = resolve;
    });
  }

  /** Records the failure of a root field. A failure of any other field ends the attempt. */
  fail(error: unknown, field: PlannedField, place: ResponsePath): void {
    if (place.prev !== undefined) throw error;
    this.rootFailures.push({ field, error });
  }

  /** Returns the arguments of a field. They are the same for every row. */
  argumentsOf(field: PlannedField): Record<string, unknown> {
    const known = this.#arguments.get(field);
    if (known !== undefined) return known;
    const [node] = field.nodes as [FieldNode];
    const found = getArgumentValues(field.definition, node, this.execution.variableValues);
    this.#arguments.set(field, found);
    return found;
  }

  /** Computes a value for a field once per attempt. */
  remembered<Note>(field: PlannedField, find: () => Note): Note {
    if (!this.#notes.has(field)) this.#notes.set(field, find());
    return this.#notes.get(field) as Note;
  }

  /** Returns the same `info` that graphql-js passes to resolvers. */
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
