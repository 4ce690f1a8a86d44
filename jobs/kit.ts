import type { Task } from 'graphile-worker';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { JobDefinition } from '../src/queue/definitions.ts';
import type { TerminalContext } from '../src/shared/use-case-context.ts';

/** What a job works with. */
export interface JobContext extends TerminalContext {
  readonly log: Logger;
}

/** What a job gets while it runs. */
interface Stoppable {
  /** Aborted when the worker is stopping and will not wait much longer: a long job ends where it can be taken up again. */
  readonly stopping: AbortSignal | undefined;
}

/** A job and what carries it out. */
export interface ImplementedJob {
  readonly name: string;
  readonly taskFor: (ctx: JobContext) => Task;
}

/**
 * Ties a job to the use case that carries it out. A payload that can't be understood is logged and done with: trying
 * again would not make it better. Whatever the use case throws makes the queue try again.
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
        'bad payload',
      );
    };
  return { name, taskFor };
}

/** The queue passes the slot of the crontab. No job needs it, because all of them look at the state of the data. */
function withoutSlot(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return payload;
  const { _cron, ...rest } = payload as Record<string, unknown>;
  return rest;
}
