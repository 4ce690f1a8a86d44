import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import { hashOf, hintOf, newCredential } from '../identity/credential-format.ts';
import { lockOperator } from '../identity/for-other-features.ts';
import { scopeOf } from '../identity/rules.ts';
import { OperatorNotFoundError } from '../operators/errors.ts';
import { shareLockOrganisation } from '../organisations/for-other-features.ts';
import { checkOpen } from '../organisations/rules.ts';
import { isStillAbove } from '../organisations/tree-lock.ts';
import { hasCome, wholeSecond } from '../shared/clock.ts';
import { expected, InvalidInputError, optional, ourId, text } from '../shared/input.ts';
import { permissions } from '../shared/permission.ts';
import { checkOwnName, checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { OperatorInactiveError } from './errors.ts';
import { insertApiClient, insertSecret } from './repository.ts';
import { checkCanGrant, scopeText } from './rules.ts';

const permission = z.enum(permissions, { error: `expected permissions out of ${permissions.join(', ')}` });

export const CreateApiClientInput = z.object({
  /** The operator for whom it will act. */
  operator: ourId,
  name: text(100, 'NAME'),
  /** The permissions to which it is limited; without them it may do all that its operator may. */
  scope: optional(z.array(permission).min(1, expected('at least one permission, or no scope at all'))),
  /** When it stops being good, in real time. */
  expiresAt: optional(z.instanceof(Temporal.Instant, expected('an instant')).transform(wholeSecond)),
});
export type CreateApiClientInput = z.output<typeof CreateApiClientInput>;

/** A client with a secret that was just made. */
export interface ClientWithSecret {
  readonly id: number;
  /** The secret itself. Only its hash is stored, so this is the one time that it can be shown. */
  readonly secret: string;
}

/**
 * Makes one more API client for an operator. It can do what its operator can, within its scope, and nobody makes one that
 * could do more than they themselves. Contract: hub 2.1, auth.
 *
 * @throws {NotWhileEmulatingError} when the actor acts on behalf of somebody else
 * @throws {PermissionDeniedError} when the actor lacks `key:manage`, `key:view`, or a permission that the client would or, without a scope, could ever have
 * @throws {OrganisationArchivedError} when the operator's organisation is archived
 * @throws {OperatorNotFoundError} when the operator is not of an organisation at or below the actor's own
 * @throws {OperatorInactiveError} when the operator is disabled
 * @throws {InvalidInputError} when it would have expired already
 */
export async function createApiClient(ctx: UseCaseContext, input: CreateApiClientInput): Promise<ClientWithSecret> {
  orThrow(checkOwnName(ctx.actor));
  orThrow(checkPermission(ctx.actor, 'key:manage'));
  // Who may not see the client could lose its secret with the rest of the answer, and it is shown only once.
  orThrow(checkPermission(ctx.actor, 'key:view'));
  const scope = input.scope === undefined ? null : scopeText(input.scope);
  const { operator: operatorId, name, expiresAt = null } = input;
  return inTransaction(ctx.pool, async (tx) => {
    const locked = await lockOperator(tx, ctx, operatorId);
    if (locked === undefined) throw new OperatorNotFoundError();
    const { operator, moment } = locked;
    if (!(await isStillAbove(tx, ctx.actor, operator.organisationId))) throw new OperatorNotFoundError();
    orThrow(checkOpen(await shareLockOrganisation(tx, operator.organisationId)));
    if (!operator.isActive) throw new OperatorInactiveError();
    orThrow(checkCanGrant(ctx.actor, { ...operator, id: operatorId }, scope));
    const createdAt = wholeSecond(moment.recordedAt);
    if (hasCome(expiresAt, createdAt)) throw new InvalidInputError([expired]);
    const { organisationId } = operator;
    const client = { organisationId, operatorId, clientId: randomUUID(), name, scope, createdAt, expiresAt };
    const id = await insertApiClient(tx, client);
    const secret = newCredential('client');
    await insertSecret(tx, { client: { id, organisationId }, hint: hintOf(secret), hash: hashOf(secret), createdAt });
    recordEvent(tx, ctx, moment, {
      verb: 'createApiClient',
      organisationId,
      subjectType: 'API_CLIENT',
      subjectId: id,
      before: null,
      after: { operatorId, scope: scope === null ? null : scopeOf(scope), expiresAt },
    });
    return { id, secret };
  });
}

const expired = { path: ['expiresAt'], message: 'expected an instant that is still to come in real time' };
