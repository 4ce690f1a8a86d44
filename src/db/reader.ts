import { PrismaPg } from '@prisma/adapter-pg';
import type { Actor } from '../shared/actor.ts';
import type { Connections } from '../shared/connections.ts';
import { InvalidInputError, isStorable, storableText } from '../shared/input.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { type Condition, type FindRow, narrowed, type ReadArguments, withKeysets } from './keyset.ts';
import type { Pool } from './pool.ts';
import { checkReadPermissions, type ReadableModelName } from './read-permissions.ts';
import { type FindRows, gatherReadsById } from './reads-by-id.ts';
import { readingOn, routedPool } from './routed-pool.ts';
import { goesByTree } from './tree-reads.ts';

export type { PrismaClient };

/** Prisma on our own pool: for GraphQL's reads, which follow the caller's selection. */
export function createPrisma(pool: Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(routedPool(pool)) });
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
/**
 * What an actor may read, within its permissions. The scope sits on every root read; nested edges can't leave the
 * partner because the foreign keys behind them carry the organisation. One reader serves one request. `onTreeRead` is
 * told of reads that go by where organisations stand.
 */
export function readerFor(prisma: PrismaClient, { actor, pool }: ReadContext, onTreeRead: () => void): Reader {
  const scopes = scopesOf(actor);
  const scopeOf = (model: string) => scopes[model as keyof typeof scopes];
  const findRows: FindRows = (model, args) => readingOn(pool, () => rowsOf(prisma, model).findMany(args));
  const findRow: FindRow = (model, args) =>
    readingOn(pool, () => rowsOf(prisma, model).findFirst(narrowed(args, scopeOf(model))));
  const findUnique: FindUnique = (model, args, operation) =>
    readingOn(pool, () => rowsOf(prisma, model)[operation](withoutUniqueKeys(args)));
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
          if (!isUnique(operation)) return readingOn(pool, () => query(read as typeof args));
          const row = await findById(model, read);
          // Who takes nothing for an answer but a row is told so by Prisma.
          const isAnswer = row !== undefined && (row !== null || operation === 'findUnique');
          return isAnswer ? row : findUnique(model, read, firstOf[operation]);
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

/** Prisma merges the `findUnique`s that all requests ask for at once, on whose connections it likes. */
const firstOf = { findUnique: 'findFirst', findUniqueOrThrow: 'findFirstOrThrow' } as const;

function isUnique(operation: string): operation is keyof typeof firstOf {
  return operation in firstOf;
}

type FindUnique = (
  model: string,
  args: ReadArguments,
  operation: (typeof firstOf)[keyof typeof firstOf],
) => Promise<Condition | null>;

/** The same read with the columns of a unique key, which only a `findUnique` knows by one name, each by its own. */
function withoutUniqueKeys({ where = {}, ...read }: ReadArguments): ReadArguments {
  const entries = Object.entries(where).flatMap(([name, value]) => {
    const isKey = typeof value === 'object' && value !== null && name.includes('_');
    return isKey ? Object.entries(value) : [[name, value] as const];
  });
  return { ...read, where: Object.fromEntries(entries) };
}

interface Rows {
  findMany(args: ReadArguments): Promise<Condition[]>;
  findFirst(args: ReadArguments): Promise<Condition | null>;
  findFirstOrThrow(args: ReadArguments): Promise<Condition>;
}

/** The rows of a model, by the name that Prisma has for it. */
function rowsOf(prisma: PrismaClient, model: string): Rows {
  const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
  return (prisma as unknown as Record<string, Rows>)[name] as Rows;
}

function scopesOf(actor: Actor): Record<ReadableModelName, Condition> {
  const [only, ...others] = actor.organisationIds;
  const visible = others.length === 0 && only !== undefined ? only : { in: [...actor.organisationIds] };
  const owned = { organisationId: visible };
  return {
    Organisation: { id: visible },
    Operator: owned,
    Role: owned,
    OperatorRole: owned,
    ApiKey: owned,
    ApiClient: owned,
    ApiClientSecret: owned,
    Customer: owned,
    Subscription: owned,
    Order: owned,
    OrderLine: owned,
    Term: owned,
    Hold: owned,
    User: owned,
    Event: owned,
    AuditSeal: owned,
    Product: {},
    RatePlan: {},
  };
}
