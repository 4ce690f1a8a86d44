import type { Sql } from 'sql-template-tag';
import type { Actor } from './actor.ts';
import type { Connections } from './connections.ts';

/**
 * The only clock: a SQL expression for the present real time. The statement that takes a lock evaluates it, so that
 * neither the wait for the lock nor a wrong clock of a gateway affects a rule. Tests inject another expression.
 */
export interface Clock {
  readonly realNow: Sql;
}

/** The context of a use case. */
export interface UseCaseContext {
  readonly pool: Connections;
  readonly clock: Clock;
  readonly actor: Actor;
  /** The actor's time when the request arrived, for reads. Verbs read the clock again under their lock. */
  readonly asOf: Temporal.Instant;
  /** Repeated in the response headers, in the log and in events. */
  readonly requestId: string;
  /** The key of the request fingerprints (`src/request-fingerprints`). */
  readonly fingerprintKey: Buffer;
}

/** The context of a use case for the terminal or a job. It has no actor, and uses real time. */
export interface TerminalContext {
  readonly pool: Connections;
  readonly clock: Clock;
}
