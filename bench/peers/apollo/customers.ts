import type { GraphQLResolveInfo } from 'graphql';
import { parseResolveInfo, type ResolveTree } from 'graphql-parse-resolve-info';
import type { Prisma } from '../../../src/db/generated/client.ts';
import type { Context } from './context.ts';

interface Filter {
  readonly isActive?: boolean | null;
  readonly createdAfter?: Date | null;
}

interface PageArguments {
  readonly organisationId: number;
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: Filter | null;
}

/** What was asked for below a field. */
function asked(tree: ResolveTree | undefined, type: string, field: string): ResolveTree | undefined {
  return Object.values(tree?.fieldsByTypeName[type] ?? {}).find(({ name }) => name === field);
}

const few = (tree: ResolveTree) => ({ take: Number(tree.args['first']), orderBy: { id: 'asc' } as const });

/** Orders and their terms come with the customers, when they are asked for. */
function included(nodes: ResolveTree | undefined): Prisma.CustomerInclude {
  const orders = asked(nodes, 'Customer', 'orders');
  if (orders === undefined) return {};
  const terms = asked(asked(orders, 'OrderPage', 'nodes'), 'Order', 'terms');
  return { orders: { ...few(orders), ...(terms === undefined ? {} : { include: { terms: few(terms) } }) } };
}

function whereOf({ organisationId, filter }: PageArguments): Prisma.CustomerWhereInput {
  const { isActive, createdAfter } = filter ?? {};
  return {
    organisationId,
    ...(typeof isActive === 'boolean' ? { isActive } : {}),
    ...(createdAfter ? { createdAt: { gte: createdAfter } } : {}),
  };
}

async function customers(_: unknown, page: PageArguments, { prisma }: Context, info: GraphQLResolveInfo) {
  const tree = parseResolveInfo(info) as ResolveTree;
  const where = whereOf(page);
  const [found, totalCount] = await Promise.all([
    prisma.customer.findMany({
      where,
      // One more than asked for tells whether there is a next page.
      take: page.first + 1,
      orderBy: { id: 'asc' },
      include: included(asked(tree, 'CustomerPage', 'nodes')),
      ...(page.after ? { cursor: { id: Number(page.after) }, skip: 1 } : {}),
    }),
    asked(tree, 'CustomerPage', 'totalCount') ? prisma.customer.count({ where }) : undefined,
  ]);
  const nodes = found.slice(0, page.first);
  return { totalCount, nodes, pageInfo: { hasNextPage: found.length > page.first, endCursor: nodes.at(-1)?.id } };
}

export const customerResolvers = {
  Query: {
    customers,
    customer: (_: unknown, key: { organisationId: number; remoteId: string }, { prisma }: Context) =>
      prisma.customer.findUnique({ where: { organisationId_remoteId: key } }),
  },
  Customer: { orders: ({ orders }: { orders: unknown[] }) => ({ nodes: orders }) },
  Mutation: {
    createCustomer: (
      _: unknown,
      { input }: { input: Omit<Prisma.CustomerUncheckedCreateInput, 'supplied' | 'createdAt' | 'updatedAt'> },
      { prisma }: Context,
    ) => {
      const now = currentTime();
      return prisma.customer.create({ data: { ...input, supplied: {}, createdAt: now, updatedAt: now } });
    },
  },
};

/** A peer goes by the clock of its own process. */
export function currentTime(): Date {
  return new Date(performance.timeOrigin + performance.now());
}
