import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { GraphqlContext, VerbOutcome } from './context.ts';

type Resolver = GraphQLFieldResolver<unknown, GraphqlContext>;

/**
 * Lets an operation be executed a second time without a second side effect. If the context stores outcomes, each verb
 * is called once, and later calls return its outcome.
 */
export function callingVerbsOnce(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = once(field.resolve ?? defaultFieldResolver);
  }
  return schema;
}

function once(resolve: Resolver): Resolver {
  return (source, args, ctx, info) => {
    const { verbOutcomes } = ctx;
    if (verbOutcomes === undefined) return resolve(source, args, ctx, info);
    const { key } = info.path;
    const outcome = verbOutcomes.get(key) ?? outcomeOf(() => resolve(source, args, ctx, info));
    verbOutcomes.set(key, outcome);
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
}

function outcomeOf(call: () => unknown): VerbOutcome {
  try {
    return { value: call() };
  } catch (error) {
    return { error };
  }
}
