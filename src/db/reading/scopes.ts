import type { Actor } from '../../shared/actor.ts';
import type { Condition } from './keyset.ts';
import type { ReadableModelName } from './read-permissions.ts';

/**
 * Returns the condition that limits each model to the rows of the actor's organisation and the organisations below it.
 */
export function scopesOf(actor: Actor): Record<ReadableModelName, Condition> {
  const [only, ...others] = actor.organisationIds;
  const visible = others.length === 0 && only !== undefined ? only : { in: [...actor.organisationIds] };
  const owned = { organisationId: visible };
  return {
    Organisation: { id: visible },
    Operator: owned,
    Role: owned,
    OperatorRole: owned,
    ApiKey: owned,
    ApiClient: owned,
    ApiClientSecret: owned,
    Customer: owned,
    Subscription: owned,
    Order: owned,
    OrderLine: owned,
    Term: owned,
    Hold: owned,
    User: owned,
    Event: owned,
    AuditSeal: owned,
    Product: {},
    RatePlan: {},
  };
}
