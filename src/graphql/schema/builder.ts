import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import type PrismaTypes from '../../db/generated/pothos-types.ts';
import { getDatamodel } from '../../db/generated/pothos-types.ts';
import type { PrismaClient } from '../../db/reading/reader.ts';
import type { GraphqlContext } from '../execution/context.ts';
import { costOf } from '../execution/limits.ts';
import { relay } from './relay.ts';

/** The schema builder. The types are in the files named after them. */
export const builder = new SchemaBuilder<{
  Context: GraphqlContext;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  PrismaTypes: PrismaTypes;
  Scalars: {
    DateTime: { Input: Temporal.Instant; Output: Temporal.Instant | Date };
    JSON: { Input: unknown; Output: unknown };
    ID: { Input: string; Output: string | number | bigint };
  };
  Connection: { totalCount: number | (() => number | Promise<number>) };
}>({
  defaultFieldNullability: false,
  plugins: [ComplexityPlugin, ErrorsPlugin, RelayPlugin, PrismaPlugin],
  // Each field has a cost; `limit-cost.ts` adds them up once per operation, not in every resolver.
  complexity: { fieldComplexity: costOf, disabled: true },
  errors: {
    directResult: true,
    defaultUnionOptions: {
      name: ({ fieldName }) => `${fieldName.charAt(0).toUpperCase()}${fieldName.slice(1)}Result`,
      description:
        'The result of the operation: its success type, or the error that refused it. Every error type implements `Error`.',
    },
  },
  prisma: {
    // Every read uses the actor's reader. Pothos only reads, so the reader suffices as a client.
    client: (ctx) => ctx.reader as unknown as PrismaClient,
    dmmf: getDatamodel(),
    exposeDescriptions: true,
    onUnusedQuery: 'error',
  },
  relay,
});
