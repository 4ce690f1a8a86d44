import type { z } from 'zod';
import { parseInput } from '../shared/input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';

/** A method of the envelope: understands its parameters, calls one use case, answers in the envelope's shape. */
export type Method = (ctx: UseCaseContext, params: unknown) => Promise<unknown>;

/**
 * A method whose parameters this schema describes. Members that it does not know are ignored, as the published guide
 * promises.
 */
export function method<Schema extends z.ZodType>(
  schema: Schema,
  call: (ctx: UseCaseContext, params: z.output<Schema>) => Promise<unknown>,
): Method {
  return async (ctx, params) => call(ctx, parseInput(schema, params));
}
