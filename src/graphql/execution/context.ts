import type { ExecutionArgs } from 'graphql';
import type { ReadContext, Reader } from '../../db/reading/reader.ts';
import type { RequestRecord } from '../../http/request-record.ts';
import { laterOf } from '../../shared/clock.ts';
import type { UseCaseContext } from '../../shared/use-case-context.ts';

/**
 * Calls a method of the envelope as the actor of this request. `app.ts` injects it, because doors do not import each
 * other.
 */
export type CallEnvelope = (useCase: UseCaseContext, method: string, params: unknown) => Promise<unknown>;

/** The context that resolvers receive. Each request has its own. */
export interface GraphqlContext {
  /** The actor and the time of the request. After a verb creates an organisation, the actor can see it too. */
  useCase: UseCaseContext;
  reader: Reader;
  readonly readerOf: (reading: ReadContext) => Reader;
  readonly callEnvelope: CallEnvelope;
  /** The values of the `Idempotency-Key` header. */
  readonly idempotencyKeys: readonly string[];
  /** The instant of this response: the time of the request, or of its last verb. */
  now: Temporal.Instant;
  readonly nature: AnswerNature;
  /** The fields of the request log. */
  readonly record: RequestRecord;
}

/** Facts about the response. They are set while the response is built. */
export interface AnswerNature {
  /** Whether the operation only reads. */
  isQuery: boolean;
  /** Whether the response shows positions in the organisation tree. */
  dependsOnTree: boolean;
  /** The code of the first error or refusal, for the request log. */
  code?: string | undefined;
}

/** Moves the instant of the response to the time of a verb, so that later reads see what the verb wrote. */
export function answerAsOf(ctx: GraphqlContext, now: Temporal.Instant): void {
  ctx.now = laterOf(ctx.now, now);
}

/** Adds an organisation that a verb has just created to the actor, so that later reads of this response can see it. */
export function answerWith(ctx: GraphqlContext, organisationId: number): void {
  const { actor } = ctx.useCase;
  const widened = { ...actor, organisationIds: [...actor.organisationIds, organisationId] };
  ctx.useCase = { ...ctx.useCase, actor: widened };
  ctx.reader = ctx.readerOf(ctx.useCase);
}

/** A request for one operation, without any further parameters. */
export interface PlainRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/** The arguments of an execution. The document is already validated. */
export interface OperationArguments extends ExecutionArgs {
  readonly contextValue: GraphqlContext & { readonly params: Partial<PlainRequest> };
}
