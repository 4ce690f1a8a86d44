import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { wholeSecond } from '../shared/clock.ts';
import { ourId } from '../shared/input.ts';
import { checkOwnName, checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { ApiClientNotFoundError } from './errors.ts';
import { lockApiClient, revokeClientRow } from './repository.ts';

export const RevokeApiClientInput = z.object({ apiClient: ourId });
export type RevokeApiClientInput = z.output<typeof RevokeApiClientInput>;

/**
 * Permanently revokes an API client. Its secrets and tokens are invalid from the next request on. A repeated call
 * changes nothing. A client can revoke itself.
 *
 * @throws {NotWhileEmulatingError} if the actor acts on behalf of another operator
 * @throws {PermissionDeniedError} if the actor lacks `key:manage`
 * @throws {ApiClientNotFoundError} if the client is not of an organisation at or below the actor's own
 */
export async function revokeApiClient(
  ctx: UseCaseContext,
  { apiClient }: RevokeApiClientInput,
): Promise<{ readonly id: number }> {
  orThrow(checkOwnName(ctx.actor));
  orThrow(checkPermission(ctx.actor, 'key:manage'));
  return inTransaction(ctx.pool, async (tx) => {
    const locked = await lockApiClient(tx, ctx, apiClient);
    if (locked === undefined) throw new ApiClientNotFoundError();
    const { client, moment } = locked;
    if (client.revokedAt !== null) return client;
    await revokeClientRow(tx, client.id, wholeSecond(moment.recordedAt));
    recordEvent(tx, ctx, moment, {
      verb: 'revokeApiClient',
      organisationId: client.organisationId,
      subjectType: 'API_CLIENT',
      subjectId: client.id,
      before: { isRevoked: false },
      after: { isRevoked: true },
    });
    return client;
  });
}
