import type { Task } from 'graphile-worker';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { JobDefinition } from '../src/queue/definitions.ts';
import type { TerminalContext } from '../src/shared/use-case-context.ts';

/** The context of a job. */
export interface JobContext extends TerminalContext {
  readonly log: Logger;
}

/** The abort signal of a running job. */
interface Stoppable {
  /**
   * Aborted when the worker stops and will not wait much longer. A long job then stops at a point from which it can
   * continue.
   */
  readonly stopping: AbortSignal | undefined;
}

/** A job and its implementation. */
export interface ImplementedJob {
  readonly name: string;
  readonly taskFor: (ctx: JobContext) => Task;
}

/**
 * Connects a job to its use case. An invalid payload is logged and not retried, because a retry would not help. If the
 * use case throws, the queue retries the job.
 */
export function implement<Payload extends z.ZodType>(
  definition: JobDefinition<Payload>,
  run: (ctx: JobContext & Stoppable, payload: z.output<Payload>) => Promise<void>,
): ImplementedJob {
  const { name, payload: schema } = definition;
  const taskFor =
    (ctx: JobContext): Task =>
    async (payload, { abortSignal }) => {
      const parsed = schema.safeParse(withoutSlot(payload));
      if (parsed.success) return run({ ...ctx, stopping: abortSignal }, parsed.data);
      ctx.log.error(
        { job: name, issues: parsed.error.issues.map(({ path, code }) => ({ path, code })) },
        'invalid payload',
      );
    };
  return { name, taskFor };
}

/** Removes the crontab slot that the queue adds. No job needs it, because all jobs depend only on the stored data. */
function withoutSlot(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return payload;
  const { _cron, ...rest } = payload as Record<string, unknown>;
  return rest;
}
