import type { Reader } from '../db/reader.ts';
import { laterOf } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';

/** Calls a method of the envelope as this request's actor. Given by `app.ts`: doors don't know each other. */
export type CallEnvelope = (useCase: UseCaseContext, method: string, params: unknown) => Promise<unknown>;

/** What resolvers are given, one for each request. */
export interface GraphqlContext {
  readonly useCase: UseCaseContext;
  readonly reader: Reader;
  readonly callEnvelope: CallEnvelope;
  /** The time by which this answer is given: that of the request, or of the last verb it called. */
  now: Temporal.Instant;
}

/** Makes the rest of the answer as of the time at which a verb acted, so that it sees what the verb wrote. */
export function answerAsOf(ctx: GraphqlContext, now: Temporal.Instant): void {
  ctx.now = laterOf(ctx.now, now);
}
