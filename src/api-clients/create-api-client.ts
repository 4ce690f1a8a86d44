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
  /** The operator for which the client acts. */
  operator: ourId,
  name: text(100, 'NAME'),
  /** The permissions to which the client is limited. Without them it has all permissions of its operator. */
  scope: optional(z.array(permission).min(1, expected('at least one permission, or no scope at all'))),
  /** The time of its expiry, in real time. */
  expiresAt: optional(z.instanceof(Temporal.Instant, expected('an instant')).transform(wholeSecond)),
});
export type CreateApiClientInput = z.output<typeof CreateApiClientInput>;

/** A client with its new secret. */
export interface ClientWithSecret {
  readonly id: number;
  /** The secret. Only its hash is stored, so it can be shown only now. */
  readonly secret: string;
}

/**
 * Creates an API client for an operator. It has the permissions of its operator, limited by its scope. An actor cannot
 * create a client with more permissions than its own. Contract: hub 2.1, auth.
 *
 * @throws {NotWhileEmulatingError} if the actor acts on behalf of another operator
 * @throws {PermissionDeniedError} if the actor lacks `key:manage`, `key:view`, or a permission that the client would
 * have or, without a scope, could ever have
 * @throws {OrganisationArchivedError} if the operator's organisation is archived
 * @throws {OperatorNotFoundError} if the operator is not of an organisation at or below the actor's own
 * @throws {OperatorInactiveError} if the operator is disabled
 * @throws {InvalidInputError} if `expiresAt` has passed
 */
export async function createApiClient(ctx: UseCaseContext, input: CreateApiClientInput): Promise<ClientWithSecret> {
  orThrow(checkOwnName(ctx.actor));
  orThrow(checkPermission(ctx.actor, 'key:manage'));
  // Without `key:view` the response could fail after the creation, and the secret would be lost.
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
