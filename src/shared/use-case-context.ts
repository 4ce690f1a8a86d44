import type { Sql } from 'sql-template-tag';
import type { Actor } from './actor.ts';
import type { Connections } from './connections.ts';

/**
 * The one clock: a SQL expression for the present real instant. It is read inside the statement that takes the lock,
 * so that neither waiting for the lock nor a gateway with a wrong clock makes a rule see a stale time. Tests inject
 * another expression.
 */
export interface Clock {
  readonly realNow: Sql;
}

/** What every use case is given: the world it works in, and who asked. */
export interface UseCaseContext {
  readonly pool: Connections;
  readonly clock: Clock;
  readonly actor: Actor;
  /** The actor's time when the request came in: what reads go by. Verbs read the clock again, under their lock. */
  readonly asOf: Temporal.Instant;
  /** Found again in the answer's headers, in the log and in the event. */
  readonly requestId: string;
  /** The key of the retry fingerprints (`src/retries`). */
  readonly fingerprintKey: Buffer;
}

/** What a use case is given that the operator calls at the terminal, and a job: no actor, and real time. */
export interface TerminalContext {
  readonly pool: Connections;
  readonly clock: Clock;
}
