import { onConnection } from '../db/transaction.ts';
import type { Actor } from '../shared/actor.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { hashOf } from './key-format.ts';
import { findActor, stampKey } from './repository.ts';

/** Who holds a key, and what time it is for them. */
export interface Authenticated {
  readonly actor: Actor;
  readonly asOf: Temporal.Instant;
}

const stampInterval = { seconds: 60 };

/** Who holds this key; undefined when nobody does, or it is revoked. Stamps its use once a minute at the most. */
export async function authenticateKey(ctx: TerminalContext, key: string): Promise<Authenticated | undefined> {
  return onConnection(ctx.pool, async (tx) => {
    const found = await findActor(tx, ctx.clock, hashOf(key));
    if (found === undefined) return undefined;
    const { keyId, organisationId, organisationIds, testClockId, now: asOf, realNow, lastUsedAt } = found;
    if (lastUsedAt === null || Temporal.Instant.compare(lastUsedAt.add(stampInterval), realNow) <= 0) {
      await stampKey(tx, keyId, realNow);
    }
    return { actor: { keyId, organisationId, organisationIds, testClockId }, asOf };
  });
}
