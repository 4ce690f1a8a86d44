import { PrismaPg } from '@prisma/adapter-pg';
import type { Actor } from '../shared/actor.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import type { Pool } from './pool.ts';

export type { PrismaClient };

/** Prisma on our own pool: for GraphQL's reads, which follow the caller's selection. */
export function createPrisma(pool: Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool) });
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

/** What can be read through GraphQL. Keys, fingerprints and heartbeats are nobody's to read. */
type ReadableModel =
  | 'organisation'
  | 'customer'
  | 'subscription'
  | 'order'
  | 'orderLine'
  | 'term'
  | 'hold'
  | 'user'
  | 'event'
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
  readonly event: Prisma.EventWhereInput;
}

/**
 * What an actor may read. The scope sits on every root read; nested edges can't leave the partner because the foreign
 * keys behind them carry the organisation. One reader serves one request: Prisma merges concurrent reads by id of one
 * client, which must never mix two actors.
 */
export function readerFor(prisma: PrismaClient, actor: Actor): Reader {
  const scopes = scopesOf(actor);
  return prisma.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, operation, args, query }) {
          const scope = scopes[model as keyof typeof scopes];
          if (scope === undefined || !readOperations.includes(operation as ReadOperation)) {
            throw new Error(`The reader does not ${operation} ${model}`);
          }
          return query(within(args, scope) as typeof args);
        },
      },
    },
  }) as unknown as Reader;
}

type Scope = Record<string, unknown>;

function scopesOf(actor: Actor): Record<Exclude<Prisma.ModelName, Unreadable>, Scope> {
  const [only, ...others] = actor.organisationIds;
  const visible = others.length === 0 && only !== undefined ? only : { in: [...actor.organisationIds] };
  const owned = { organisationId: visible };
  return {
    Organisation: { id: visible },
    Customer: owned,
    Subscription: owned,
    Order: owned,
    OrderLine: owned,
    Term: owned,
    Hold: owned,
    User: owned,
    Event: owned,
    Product: {},
    RatePlan: {},
  };
}

type Unreadable = 'OrganisationAncestry' | 'TestClock' | 'ApiKey' | 'FingerprintKey' | 'WorkerHeartbeat';

function within(args: unknown, scope: Scope): unknown {
  const { where, ...rest } = (args ?? {}) as { where?: Scope };
  const conditions = where?.['AND'];
  const and = conditions === undefined ? [] : [conditions].flat();
  return { ...rest, where: { ...where, AND: [...and, scope] } };
}
