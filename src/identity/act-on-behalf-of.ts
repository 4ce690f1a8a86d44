import { onShared } from '../db/transactions/transaction.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { EmulationRefusedError } from './errors.ts';
import { findEmulated } from './repository.ts';
import { permissionsOf } from './rules.ts';

/**
 * Returns the request context on behalf of an operator of an organisation below the actor. The request sees and acts as
 * that operator, with the permissions that both have, and its events name both. Emulation does not nest. Contract: hub
 * 2.1, emulation.
 *
 * @throws {PermissionDeniedError} if the actor lacks `operator:emulate`
 * @throws {EmulationRefusedError} if there is no such active operator below, or if the actor is not an operator or
 * already acts on behalf of another
 */
export async function actOnBehalfOf(ctx: UseCaseContext, operatorId: number): Promise<UseCaseContext> {
  const { actor, pool, clock } = ctx;
  orThrow(checkPermission(actor, 'operator:emulate'));
  if (actor.credential.kind !== 'API_CLIENT' || actor.onBehalfOfId !== null) throw new EmulationRefusedError();
  const below = actor.organisationIds.filter((id) => id !== actor.organisationId);
  const found = await onShared(pool, (tx) => findEmulated(tx, clock, operatorId, below));
  if (found === undefined) throw new EmulationRefusedError();
  const { organisationId, organisationIds, treeVersion, testClockId, now: asOf } = found;
  const permissions = actor.permissions.intersection(permissionsOf(found));
  const { credential } = actor;
  return {
    ...ctx,
    asOf,
    actor: {
      organisationId,
      organisationIds,
      treeVersion,
      testClockId,
      permissions,
      credential,
      onBehalfOfId: operatorId,
    },
  };
}
