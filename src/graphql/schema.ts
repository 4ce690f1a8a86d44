import { GraphQLSchema, isObjectType, lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.ts';
import { reckoning } from './limits.ts';
import { answerFromLoadedColumns } from './loaded-columns.ts';
import { recordingRefusals } from './record-refusals.ts';
import { callingVerbsOnce } from './verb-outcomes.ts';
import './scalars.ts';
import './error-types.ts';
import './organisations.ts';
import './organisation-queries.ts';
import './organisation-mutations.ts';
import './viewer.ts';
import './keys.ts';
import './key-mutations.ts';
import './api-clients.ts';
import './api-client-mutations.ts';
import './catalogue.ts';
import './customers.ts';
import './customer-mutations.ts';
import './terms.ts';
import './holds.ts';
import './subscriptions.ts';
import './subscription-queries.ts';
import './orders.ts';
import './order-mutations.ts';
import './previews.ts';
import './users.ts';
import './user-mutations.ts';
import './roles.ts';
import './role-mutations.ts';
import './operators.ts';
import './operator-mutations.ts';
import './events.ts';
import './operator-timeline.ts';
import './audit.ts';
import './audit-seals.ts';
import './sandbox.ts';
import './envelope.ts';

const description =
  'Tenure: subscriptions sold through partners. Lists show your organisation and those below it; remote ids are yours unless `organisation` names one below.';

builder.queryType({ description: 'What can be read.' });
builder.mutationType({
  description: 'What can be done. Every verb answers a union: its success, or why it was refused.',
});

/** The schema of the GraphQL door. */
export const schema = recordingRefusals(
  callingVerbsOnce(answerFromLoadedColumns(costedAsSent(withoutSubscriptionRoot(builder.toSchema({}))))),
);

/** The schema as text, sorted, as it is kept in `schema.graphql`. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/**
 * What an operation costs goes by its arguments as they were sent: an id in them that can't be understood is told where
 * it stands, when the operation is executed, and spoils neither its neighbours nor the reckoning.
 */
function costedAsSent(built: GraphQLSchema): GraphQLSchema {
  const types = Object.values(built.getTypeMap()).filter(isObjectType);
  for (const field of types.flatMap((type) => Object.values(type.getFields()))) {
    const mappers = (field.extensions['pothosArgMappers'] ?? []) as ArgumentMapper[];
    const pothosArgMappers = mappers.map((mapper): ArgumentMapper => {
      return (args, ctx, info) => (ctx === reckoning ? args : mapper(args, ctx, info));
    });
    field.extensions = { ...field.extensions, pothosArgMappers };
  }
  return built;
}

type ArgumentMapper = (args: unknown, ctx: unknown, info: unknown) => unknown;

/**
 * Our type `Subscription` is what a customer subscribes to, but a builder takes a type of that name for the root of
 * GraphQL's subscription operations. The description makes the printed schema name its roots.
 */
function withoutSubscriptionRoot(built: GraphQLSchema): GraphQLSchema {
  return new GraphQLSchema({ ...built.toConfig(), description, subscription: null });
}
