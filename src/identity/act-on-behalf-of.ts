import { onShared } from '../db/transactions/transaction.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { EmulationRefusedError } from './errors.ts';
import { findEmulated } from './repository.ts';
import { permissionsOf } from './rules.ts';

/**
 * The same request on behalf of an operator of an organisation below the actor's: it sees and acts as that operator, with
 * the permissions that both have, and every event names both. Nobody acts for somebody while acting for another.
 * Contract: hub 2.1, emulation.
 *
 * @throws {PermissionDeniedError} when the actor lacks `operator:emulate`
 * @throws {EmulationRefusedError} when there is no such operator below, or the actor is no operator itself
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
