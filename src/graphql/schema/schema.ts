import { GraphQLSchema, isObjectType, lexicographicSortSchema, printSchema } from 'graphql';
import { costing } from '../execution/limits.ts';
import { answerFromLoadedColumns } from '../execution/loaded-columns.ts';
import { recordingRefusals } from '../execution/record-refusals.ts';
import { builder } from './builder.ts';
import './scalars.ts';
import './errors/types.ts';
import './organisations/type.ts';
import './organisations/queries.ts';
import './organisations/mutations.ts';
import './identity/viewer.ts';
import './identity/keys/type.ts';
import './identity/keys/queries.ts';
import './identity/keys/mutations.ts';
import './identity/api-clients/type.ts';
import './identity/api-clients/queries.ts';
import './identity/api-clients/mutations.ts';
import './catalogue/type.ts';
import './customers/type.ts';
import './customers/queries.ts';
import './customers/mutations.ts';
import './subscriptions/terms.ts';
import './subscriptions/holds.ts';
import './subscriptions/type.ts';
import './subscriptions/queries.ts';
import './orders/type.ts';
import './orders/queries.ts';
import './orders/mutations.ts';
import './orders/previews.ts';
import './users/type.ts';
import './users/queries.ts';
import './users/mutations.ts';
import './identity/roles/type.ts';
import './identity/roles/queries.ts';
import './identity/roles/mutations.ts';
import './identity/operators/type.ts';
import './identity/operators/queries.ts';
import './identity/operators/mutations.ts';
import './events/type.ts';
import './events/queries.ts';
import './events/operator-timeline.ts';
import './audit/queries.ts';
import './audit/seal.ts';
import './sandbox/mutations.ts';
import './envelope/mutations.ts';

const description =
  'Tenure: an API for subscriptions that are sold through partners. Lists show your organisation and its descendants in the tree of organisations. A remote id is the id that an organisation itself chose for a customer or an order. The remote ids in a request are those of your organisation, unless `organisation` names a descendant.';

builder.queryType({ description: 'All queries.' });
builder.mutationType({
  description: 'All mutations. Each mutation returns a union of its success type and the errors that can refuse it.',
});

/** The GraphQL schema of the gateway. */
export const schema = recordingRefusals(
  answerFromLoadedColumns(costedAsSent(withoutSubscriptionRoot(builder.toSchema({})))),
);

/** Returns the text of the schema, sorted, as stored in `schema.graphql`. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/**
 * Computes the cost from the raw arguments. An invalid id is reported during execution, at its position, and affects
 * neither other fields nor the computed cost.
 */
function costedAsSent(built: GraphQLSchema): GraphQLSchema {
  const types = Object.values(built.getTypeMap()).filter(isObjectType);
  for (const field of types.flatMap((type) => Object.values(type.getFields()))) {
    const mappers = (field.extensions['pothosArgMappers'] ?? []) as ArgumentMapper[];
    const pothosArgMappers = mappers.map((mapper): ArgumentMapper => {
      return (args, ctx, info) => (ctx === costing ? args : mapper(args, ctx, info));
    });
    field.extensions = { ...field.extensions, pothosArgMappers };
  }
  return built;
}

type ArgumentMapper = (args: unknown, ctx: unknown, info: unknown) => unknown;

/**
 * The type `Subscription` is the subscription of a customer, but the builder treats a type with this name as the root
 * of subscription operations. The description makes the printed schema name its roots.
 */
function withoutSubscriptionRoot(built: GraphQLSchema): GraphQLSchema {
  return new GraphQLSchema({ ...built.toConfig(), description, subscription: null });
}
