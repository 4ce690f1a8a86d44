import { PrismaPg } from '@prisma/adapter-pg';
import type { Actor } from '../shared/actor.ts';
import type { Connections } from '../shared/connections.ts';
import { InvalidInputError, isStorable, storableText } from '../shared/input.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { type Condition, type FindRow, narrowed, type ReadArguments, withKeysets } from './keyset.ts';
import type { Pool } from './pool.ts';
import { checkReadPermissions } from './read-permissions.ts';
import { ReadingPool, readingAs } from './reading-pool.ts';
import { type FindRows, gatherReadsById } from './reads-by-id.ts';
import { scopesOf } from './scopes.ts';
import { goesByTree } from './tree-reads.ts';
import { isUniqueRead, readUnique, type UniqueRows } from './unique-reads.ts';

export type { PrismaClient };

/** Prisma on our own pool: for GraphQL's reads, which follow the caller's selection. */
export function createPrisma(pool: Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(new ReadingPool(pool), { disposeExternalPool: true }) });
}

const readOperations = [
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
] as const;

type ReadOperation = (typeof readOperations)[number];

/** What can be read through GraphQL. Tokens, kept answers, fingerprints and heartbeats are nobody's to read. */
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

/** Prisma without anything that writes, for one actor: a write does not compile. */
export type Reader = { readonly [Model in ReadableModel]: Pick<PrismaClient[Model], ReadOperation> };

/** Conditions on the rows of a model, for lists with filters. */
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

/** Who reads, and where: in a transaction that is open, what its verbs wrote is seen. */
export interface ReadContext {
  readonly actor: Actor;
  readonly pool: Connections;
}

/**
 * What an actor may read, within its permissions. The scope sits on every root read; nested edges can't leave the
 * partner because the foreign keys behind them carry the organisation. One reader serves one request. `onTreeRead` is
 * told of reads that go by where organisations stand.
 */
export function readerFor(
  prisma: PrismaClient,
  { actor, pool }: ReadContext,
  onTreeRead: () => void = () => undefined,
): Reader {
  const scopes = scopesOf(actor);
  const scopeOf = (model: string) => scopes[model as keyof typeof scopes];
  const reading = { connections: pool, organisationIds: actor.organisationIds };
  const findRows: FindRows = (model, args) => readingAs(reading, () => rowsOf(prisma, model).findMany(args));
  const findRow: FindRow = (model, args) =>
    readingAs(reading, () => rowsOf(prisma, model).findFirst(narrowed(args, scopeOf(model))));
  const findById = gatherReadsById(findRows);
  return prisma.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, operation, args, query }) {
          const scope = scopeOf(model);
          if (scope === undefined || !readOperations.includes(operation as ReadOperation)) {
            throw new Error(`The reader does not ${operation} ${model}`);
          }
          checkReadPermissions(model, (args ?? {}) as ReadArguments, actor.permissions);
          if (goesByTree(model, (args ?? {}) as ReadArguments)) onTreeRead();
          if (!isSearchable(args)) throw new InvalidInputError([{ path: [], message: storableText }]);
          const read = narrowed(await withKeysets((args ?? {}) as ReadArguments, model, findRow), scope);
          if (!isUniqueRead(operation)) return readingAs(reading, () => query(read as typeof args));
          const row = await findById(model, read);
          // Who takes nothing for an answer but a row is told so by Prisma.
          const isAnswer = row !== undefined && (row !== null || operation === 'findUnique');
          return isAnswer ? row : readingAs(reading, () => readUnique(rowsOf(prisma, model), operation, read));
        },
      },
    },
  }) as unknown as Reader;
}

/** Whether all texts of a read reach the database as they are. Half of a character would find its replacement. */
function isSearchable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isSearchable);
}

interface Rows extends UniqueRows {
  findMany(args: ReadArguments): PromiseLike<Condition[]>;
}

/** The rows of a model, by the name that Prisma has for it. */
function rowsOf(prisma: PrismaClient, model: string): Rows {
  const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
  return (prisma as unknown as Record<string, Rows>)[name] as Rows;
}
