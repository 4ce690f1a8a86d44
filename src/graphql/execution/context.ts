import type { ExecutionArgs } from 'graphql';
import type { ReadContext, Reader } from '../../db/reading/reader.ts';
import type { RequestRecord } from '../../http/request-record.ts';
import { laterOf } from '../../shared/clock.ts';
import type { UseCaseContext } from '../../shared/use-case-context.ts';

/** Calls a method of the envelope as this request's actor. Given by `app.ts`: doors don't know each other. */
export type CallEnvelope = (useCase: UseCaseContext, method: string, params: unknown) => Promise<unknown>;

/** What resolvers are given, one for each request. */
export interface GraphqlContext {
  /** Who asks. It gets to see what a verb of the same request has created below it. */
  useCase: UseCaseContext;
  reader: Reader;
  readonly readerOf: (reading: ReadContext) => Reader;
  readonly callEnvelope: CallEnvelope;
  /** The values of the header `Idempotency-Key`. */
  readonly idempotencyKeys: readonly string[];
  /** The time by which this answer is given: that of the request, or of the last verb it called. */
  now: Temporal.Instant;
  readonly nature: AnswerNature;
  /** What the request log writes about this request. */
  readonly record: RequestRecord;
}

/** The kind of this answer, filled in while it is made. */
export interface AnswerNature {
  /** Whether it only reads. */
  isQuery: boolean;
  /** Whether it shows where organisations stand. */
  dependsOnTree: boolean;
  /** The code of its first error or refusal, for the request log. */
  code?: string | undefined;
}

/** Makes the rest of the answer as of the time at which a verb acted, so that it sees what the verb wrote. */
export function answerAsOf(ctx: GraphqlContext, now: Temporal.Instant): void {
  ctx.now = laterOf(ctx.now, now);
}

/** Makes an organisation that a verb has just created below the actor part of what the rest of the answer sees. */
export function answerWith(ctx: GraphqlContext, organisationId: number): void {
  const { actor } = ctx.useCase;
  const widened = { ...actor, organisationIds: [...actor.organisationIds, organisationId] };
  ctx.useCase = { ...ctx.useCase, actor: widened };
  ctx.reader = ctx.readerOf(ctx.useCase);
}

/** What a client sends that wants one operation executed, and nothing else. */
export interface PlainRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/** What an operation is executed with, of a document that has been found valid. */
export interface OperationArguments extends ExecutionArgs {
  readonly contextValue: GraphqlContext & { readonly params: Partial<PlainRequest> };
}
