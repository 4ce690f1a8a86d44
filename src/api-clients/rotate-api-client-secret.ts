import { z } from 'zod';
import { inTransaction, type Transaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { hashOf, hintOf, newCredential } from '../identity/credential-format.ts';
import { lockOperator } from '../identity/for-other-features.ts';
import { isStillAbove } from '../organisations/tree-lock.ts';
import { wholeSecond } from '../shared/clock.ts';
import { expectedNumber, optional, ourId } from '../shared/input.ts';
import { checkOwnName, checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { ClientWithSecret } from './create-api-client.ts';
import { ApiClientEndedError, ApiClientNotFoundError, OperatorInactiveError } from './errors.ts';
import { insertSecret, lockApiClient, retireSecrets } from './repository.ts';
import { checkCanGrant, hasEnded } from './rules.ts';
import type { ApiClient } from './types.ts';

/** The default time in seconds for which the previous secret stays valid: one day. */
const defaultOverlap = 86_400;
const longestOverlap = 2_592_000;
const expectedOverlap = expectedNumber(`a whole number of seconds from 0 to ${longestOverlap}`);

export const RotateApiClientSecretInput = z.object({
  apiClient: ourId,
  overlapSeconds: optional(z.int(expectedOverlap).min(0, expectedOverlap).max(longestOverlap, expectedOverlap)),
});
export type RotateApiClientSecretInput = z.output<typeof RotateApiClientSecretInput>;

/**
 * Creates a new secret of an API client. The previous one stays valid for the overlap in real time, so that it can be
 * replaced without a gap. Any other secret ends at once, so at most two are valid. Tokens stay valid.
 *
 * @throws {NotWhileEmulatingError} if the actor acts on behalf of another operator
 * @throws {PermissionDeniedError} if the actor lacks `key:manage`, `key:view`, or a permission that the client has or,
 * without a scope, could ever have
 * @throws {ApiClientNotFoundError} if the client is not of an organisation at or below the actor's own
 * @throws {ApiClientEndedError} if the client was revoked or has expired
 * @throws {OperatorInactiveError} if its operator is disabled
 */
export async function rotateApiClientSecret(
  ctx: UseCaseContext,
  input: RotateApiClientSecretInput,
): Promise<ClientWithSecret> {
  orThrow(checkOwnName(ctx.actor));
  orThrow(checkPermission(ctx.actor, 'key:manage'));
  // Without `key:view` the response could fail after the rotation, and the secret would be lost.
  orThrow(checkPermission(ctx.actor, 'key:view'));
  const { apiClient, overlapSeconds = defaultOverlap } = input;
  return inTransaction(ctx.pool, async (tx) => {
    const locked = await lockApiClient(tx, ctx, apiClient);
    if (locked === undefined) throw new ApiClientNotFoundError();
    const { client, moment } = locked;
    const realNow = wholeSecond(moment.recordedAt);
    if (hasEnded(client, realNow)) throw new ApiClientEndedError();
    await checkOperator(tx, ctx, client);
    await retireSecrets(tx, client.id, realNow.add({ seconds: overlapSeconds }));
    const secret = newCredential('client');
    const secretId = await insertSecret(tx, {
      client,
      hint: hintOf(secret),
      hash: hashOf(secret),
      createdAt: realNow,
    });
    recordEvent(tx, ctx, moment, {
      verb: 'rotateApiClientSecret',
      organisationId: client.organisationId,
      subjectType: 'API_CLIENT',
      subjectId: client.id,
      before: null,
      after: { secretId, overlapSeconds },
    });
    return { id: client.id, secret };
  });
}

async function checkOperator(tx: Transaction, ctx: UseCaseContext, { operatorId, scope }: ApiClient): Promise<void> {
  const locked = await lockOperator(tx, ctx, operatorId);
  if (locked === undefined || !locked.operator.isActive) throw new OperatorInactiveError();
  if (!(await isStillAbove(tx, ctx.actor, locked.operator.organisationId))) throw new ApiClientNotFoundError();
  orThrow(checkCanGrant(ctx.actor, { ...locked.operator, id: operatorId }, scope));
}
