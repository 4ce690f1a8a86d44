import { onShared, type Transaction } from '../db/transactions/transaction.ts';
import type { Actor, Credential } from '../shared/actor.ts';
import type { Clock, TerminalContext } from '../shared/use-case-context.ts';
import { hashOf, looksLikeToken } from './credential-format.ts';
import { findKeyHolder, findTokenHolder, type HolderRow, type Holding, stampUse } from './repository.ts';
import { permissionsOf } from './rules.ts';

/** Who holds a credential, and what time it is for them. */
export interface Authenticated {
  readonly actor: Actor;
  readonly asOf: Temporal.Instant;
}

/**
 * Who holds this key or access token; undefined when nobody does: it is unknown, revoked or has expired, its operator is
 * disabled, or its organisation archived. Stamps its use once a minute at the most. What was revoked is nobody's from
 * the next request on, because nothing is remembered between two.
 */
export async function authenticate(ctx: TerminalContext, credential: string): Promise<Authenticated | undefined> {
  const found = await onShared(ctx.pool, (tx) => findHolder(tx, ctx.clock, credential));
  if (found === undefined) return undefined;
  if (found.isStampDue) await onShared(ctx.pool, (tx) => stampUse(tx, ctx.clock, found));
  return authenticated(found);
}

/** The same within the caller's transaction, for who only wants to know whose a credential is: nothing is stamped. */
export async function recognizeCredential(
  tx: Transaction,
  clock: Clock,
  credential: string,
): Promise<Authenticated | undefined> {
  const found = await findHolder(tx, clock, credential);
  return found && authenticated(found);
}

/** The holder of a credential, looked for first where its form points to: the key of a sandbox may look like anything. */
async function findHolder(tx: Transaction, clock: Clock, credential: string): Promise<Holding | undefined> {
  const hash = hashOf(credential);
  const [first, second] = looksLikeToken(credential)
    ? [findTokenHolder, findKeyHolder]
    : [findKeyHolder, findTokenHolder];
  return (await first(tx, clock, hash)) ?? (await second(tx, clock, hash));
}

function authenticated(found: Holding): Authenticated {
  const { organisationId, organisationIds, treeVersion, testClockId, now: asOf } = found;
  const permissions = permissionsOf(found);
  const actor = { organisationId, organisationIds, treeVersion, testClockId, permissions, onBehalfOfId: null };
  return { actor: { ...actor, credential: credentialOf(found) }, asOf };
}

function credentialOf({ organisationId, keyId, clientId, operatorId }: HolderRow): Credential {
  if (keyId !== null) return { kind: 'API_KEY', organisationId, keyId };
  if (clientId === null || operatorId === null) throw new Error('A credential is a key or belongs to a client');
  return { kind: 'API_CLIENT', organisationId, clientId, operatorId };
}
