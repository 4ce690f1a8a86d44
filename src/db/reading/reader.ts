import type { Actor } from '../../shared/actor.ts';
import { InvalidInputError, isStorable, storableText } from '../../shared/input.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { type Condition, isEndById, narrowed, type ReadArguments } from './keyset.ts';
import { checkReadPermissions, type ReadableModelName, readableModels } from './read-permissions.ts';
import {
  type CountedPage,
  countedPageStatement,
  countStatement,
  type ReadStatement,
  rowsStatement,
} from './read-statement.ts';
import type { Reading, ReadingPool } from './reading-pool.ts';
import { batchReadsById, type FindById } from './reads-by-id.ts';
import { scopesOf } from './scopes.ts';
import { dependsOnTree } from './tree-reads.ts';
import { withColumnsOfKeys } from './unique-reads.ts';

export type { Customer as CustomerRow } from '../generated/client.ts';
export type { PrismaClient };

type ReadOperation = 'findUnique' | 'findUniqueOrThrow' | 'findFirst' | 'findFirstOrThrow' | 'findMany' | 'count';

/** The models that GraphQL can read. Tokens, stored responses, fingerprints and heartbeats are excluded. */
type ReadableModel =
  | 'organisation'
  | 'operator'
  | 'role'
  | 'operatorRole'
  | 'apiKey'
  | 'apiClient'
  | 'apiClientSecret'
  | 'customer'
  | 'subscription'
  | 'order'
  | 'orderLine'
  | 'term'
  | 'hold'
  | 'user'
  | 'event'
  | 'auditSeal'
  | 'product'
  | 'ratePlan';

/** The read operations of Prisma's client for one actor. A write does not compile. */
export type Reader = {
  readonly [Model in ReadableModel]: Pick<PrismaClient[Model], ReadOperation> & {
    /** Returns the first or last page of a list sorted by id, with its total count as of the same instant. */
    findManyAndCount(args: ReadArguments): Promise<CountedPage>;
  };
};

/** The conditions of each model, for lists with filters. */
export interface Conditions {
  readonly customer: Prisma.CustomerWhereInput;
  readonly subscription: Prisma.SubscriptionWhereInput;
  readonly order: Prisma.OrderWhereInput;
  readonly term: Prisma.TermWhereInput;
  readonly user: Prisma.UserWhereInput;
  readonly organisation: Prisma.OrganisationWhereInput;
  readonly operator: Prisma.OperatorWhereInput;
  readonly role: Prisma.RoleWhereInput;
  readonly apiKey: Prisma.ApiKeyWhereInput;
  readonly apiClient: Prisma.ApiClientWhereInput;
  readonly event: Prisma.EventWhereInput;
}

/** The actor, and the connections to read from. Inside an open transaction, a read sees what its verbs wrote. */
export interface ReadContext {
  readonly actor: Actor;
  readonly pool: Reading['connections'];
}

/** An expected row does not exist, or the actor may not see it. */
class RowMissingError extends Error {
  override readonly name = 'RowMissingError';
}

/**
 * Returns a reader for an actor and its permissions. The scope applies to every root read. Nested relations cannot
 * leave the partner, because their foreign keys include the organisation. A reader serves one request. `onTreeRead` is
 * called for reads that depend on the organisation tree.
 */
export function readerFor(pool: ReadingPool, context: ReadContext, onTreeRead: () => void = () => undefined): Reader {
  return new ActorsReader(pool, context, onTreeRead) as unknown as Reader;
}

/**
 * Returns a row that a verb has just returned. If the selection needs only its columns, the row is returned as it is;
 * otherwise it is read by its id. Either way the permissions are checked.
 *
 * @throws {PermissionDeniedError} if a permission is missing
 */
export function readAnswered<Selected>(
  reader: Reader,
  model: ReadableModelName,
  row: Condition & { readonly id: number },
  query: object,
): Promise<Selected> {
  return (reader as unknown as ActorsReader).answered(model, row, query) as Promise<unknown> as Promise<Selected>;
}

/** The reader of one actor. Each model is a property with the name that it has in Prisma's client. */
class ActorsReader {
  readonly #pool: ReadingPool;
  readonly #actor: Actor;
  readonly #reading: Reading;
  readonly #onTreeRead: () => void;
  readonly #scopes: Record<ReadableModelName, Condition>;
  readonly #findById: FindById;

  constructor(pool: ReadingPool, { actor, pool: connections }: ReadContext, onTreeRead: () => void) {
    this.#pool = pool;
    this.#actor = actor;
    this.#reading = { connections, organisationIds: actor.organisationIds };
    this.#onTreeRead = onTreeRead;
    this.#scopes = scopesOf(actor);
    this.#findById = batchReadsById((model, args) => this.#rows(model, args));
  }

  async findMany(model: ReadableModelName, args: ReadArguments): Promise<Condition[]> {
    return this.#rows(model, this.#allowed(model, args));
  }

  async findFirst(model: ReadableModelName, args: ReadArguments): Promise<Condition | null> {
    const read = this.#allowed(model, args);
    const row = await this.#findById(model, read);
    if (row !== undefined) return row;
    const [first = null] = await this.#rows(model, { ...read, take: 1 });
    return first;
  }

  async count(model: ReadableModelName, args: ReadArguments): Promise<number> {
    return this.#read(countStatement(model, this.#allowed(model, args)));
  }

  async findManyAndCount(model: ReadableModelName, args: ReadArguments): Promise<CountedPage> {
    if (!isEndById(args)) throw new Error('Only the first or last page of a list sorted by id can include a count');
    return this.#read(countedPageStatement(model, this.#allowed(model, args)));
  }

  async answered(model: ReadableModelName, row: Condition, { select, ...others }: ReadArguments): Promise<Condition> {
    const args = { ...others, ...(select && { select }), where: { id: row['id'] } };
    this.#allowed(model, args);
    const isComplete = Object.entries(select ?? { all: true }).every(([name, asked]) => asked === true && name in row);
    return isComplete ? row : expected(model, await this.findFirst(model, args));
  }

  /**
   * Returns the read within the scope of the actor. Throws if the actor lacks a permission or a text cannot be stored.
   */
  #allowed(model: ReadableModelName, args: ReadArguments): ReadArguments {
    checkReadPermissions(model, args, this.#actor.permissions);
    if (dependsOnTree(model, args)) this.#onTreeRead();
    if (!isSearchable(args)) throw new InvalidInputError([{ path: [], message: storableText }]);
    return narrowed(args, this.#scopes[model]);
  }

  async #rows(model: string, args: ReadArguments): Promise<Condition[]> {
    return this.#read(rowsStatement(model, args));
  }

  async #read<Answer>(statement: ReadStatement<Answer>): Promise<Answer> {
    return statement.answerFrom(await this.#pool.read(this.#reading, statement));
  }
}

/** Returns the operations of Prisma's client for one model. */
function rowsOf(reader: ActorsReader, model: ReadableModelName) {
  const findFirst = (args: ReadArguments = {}) => reader.findFirst(model, withColumnsOfKeys(args));
  const findFirstOrThrow = async (args: ReadArguments = {}) => expected(model, await findFirst(args));
  return {
    findMany: (args: ReadArguments = {}) => reader.findMany(model, args),
    count: (args: ReadArguments = {}) => reader.count(model, args),
    findManyAndCount: (args: ReadArguments) => reader.findManyAndCount(model, args),
    findFirst,
    findFirstOrThrow,
    findUnique: findFirst,
    findUniqueOrThrow: findFirstOrThrow,
  };
}

function expected(model: string, row: Condition | null): Condition {
  if (row === null) throw new RowMissingError(`An expected ${model} does not exist`);
  return row;
}

for (const model of readableModels) {
  const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
  Object.defineProperty(ActorsReader.prototype, name, {
    get(this: ActorsReader) {
      return rowsOf(this, model);
    },
  });
}

/** Whether PostgreSQL can represent all texts of a read. A lone surrogate would match the replacement character. */
function isSearchable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isSearchable);
}
