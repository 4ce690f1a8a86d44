import { errorTypeMap } from '@pothos/plugin-errors';
import { type GraphQLSchema, isUnionType } from 'graphql';
import type { DomainError } from '../../shared/domain-error.ts';
import type { GraphqlContext } from './context.ts';

/**
 * Records the code of the first refusal in the data of a response. Such a response has the status 200, so that the
 * request log would otherwise show it as a success.
 */
export function recordingRefusals(schema: GraphQLSchema): GraphQLSchema {
  for (const union of Object.values(schema.getTypeMap()).filter(isUnionType)) {
    const { resolveType } = union;
    if (!resolveType) continue;
    union.resolveType = (value, context: GraphqlContext, info, type) => {
      if (isRefusal(value)) context.nature.code ??= value.code;
      return resolveType(value, context, info, type);
    };
  }
  return schema;
}

/** Whether a value is an error that a verb or a preview returns in its result union. */
function isRefusal(value: unknown): value is DomainError {
  return typeof value === 'object' && value !== null && errorTypeMap.has(value);
}
