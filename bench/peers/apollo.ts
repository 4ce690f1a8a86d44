import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../src/db/generated/client.ts';
import { customerResolvers } from './apollo/customers.ts';
import { dateTime } from './apollo/date-time.ts';
import { orderResolvers } from './apollo/orders.ts';
import { typeDefs } from './apollo/type-definitions.ts';

// Apollo Server with Prisma, as a competent team writes it: its own standalone server, one `include` for whatever is
// nested, one transaction for what belongs together. Nobody is authenticated, and nothing is recorded.

const prisma = new PrismaClient({
  adapter: new PrismaPg({ connectionString: process.env['DATABASE_URL'], max: 10 }, { onPoolError: () => undefined }),
});

const server = new ApolloServer({
  typeDefs,
  resolvers: {
    DateTime: dateTime,
    Query: customerResolvers.Query,
    Customer: customerResolvers.Customer,
    Order: orderResolvers.Order,
    Subscription: orderResolvers.Subscription,
    Mutation: { ...customerResolvers.Mutation, ...orderResolvers.Mutation },
  },
  introspection: false,
});

const { url } = await startStandaloneServer(server, {
  context: async () => ({ prisma }),
  listen: { port: 0, host: '127.0.0.1' },
});
process.send?.({ port: Number(new URL(url).port) });
process.once('disconnect', () => process.exit());
