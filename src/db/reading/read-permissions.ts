import type { Permission } from '../../shared/permission.ts';
import { PermissionDeniedError } from '../../shared/permission-checks.ts';
import type { Prisma } from '../generated/client.ts';
import type { Condition, ReadArguments } from './keyset.ts';
import { relatedModel } from './models.ts';

/** The models that a reader can read. Nothing else can be read through GraphQL. */
export type ReadableModelName = Exclude<Prisma.ModelName, Unreadable>;

type Unreadable =
  | 'OrganisationAncestry'
  | 'OrganisationTree'
  | 'TestClock'
  | 'AccessToken'
  | 'UnsealedEvent'
  | 'IdempotencyRecord'
  | 'FingerprintKey'
  | 'WorkerHeartbeat';

/** The permission that each model requires. Null means that access to the organisation suffices. */
const permissionFor: Readonly<Record<ReadableModelName, Permission | null>> = {
  Organisation: null,
  Operator: 'operator:view',
  Role: 'operator:view',
  OperatorRole: 'operator:view',
  ApiKey: 'key:view',
  ApiClient: 'key:view',
  ApiClientSecret: 'key:view',
  Customer: 'customer:view',
  Subscription: 'order:view',
  Order: 'order:view',
  OrderLine: 'order:view',
  Term: 'order:view',
  Hold: 'order:view',
  User: 'user:view',
  Event: 'audit:view',
  AuditSeal: 'audit:view',
  Product: null,
  RatePlan: null,
};

export const readableModels = Object.keys(permissionFor) as readonly ReadableModelName[];

/**
 * Refuses a read that touches a model without permission, even if the model is only selected as a relation, counted or
 * used in a filter.
 *
 * @throws {PermissionDeniedError} with the missing permission
 */
export function checkReadPermissions(model: string, args: ReadArguments, held: ReadonlySet<Permission>): void {
  const permission = permissionFor[model as ReadableModelName];
  if (permission !== null && !held.has(permission)) throw new PermissionDeniedError(permission);
  for (const { related, args: nested } of [...relationsIn(model, args), ...relationsAskedFor(model, args.where)]) {
    checkReadPermissions(related, nested, held);
  }
}

/** Returns the relations in a filter. Without this check, a filter would reveal values that the actor may not see. */
function relationsAskedFor(model: string, where: Condition = {}): RelationRead[] {
  return Object.entries(where).flatMap(([name, condition]): RelationRead[] => {
    if (['AND', 'OR', 'NOT'].includes(name))
      return [condition].flat().flatMap((one) => relationsAskedFor(model, one as Condition));
    const related = relatedModel(model, name);
    const isAsked = related !== undefined && typeof condition === 'object' && condition !== null;
    return isAsked ? [{ related, args: { where: condition as Condition } }] : [];
  });
}

/** A relation that is read, with its model and arguments. */
interface RelationRead {
  readonly related: string;
  readonly args: ReadArguments;
}

/** Returns the selected relations of a model, including relations that are only counted. */
export function relationsIn(model: string, { select, include }: ReadArguments): RelationRead[] {
  const found: RelationRead[] = [];
  for (const [name, selected] of Object.entries({ ...select, ...include })) {
    if (selected === false) continue;
    const args = typeof selected === 'object' ? selected : {};
    if (name === '_count') found.push(...relationsIn(model, args));
    const related = relatedModel(model, name);
    if (related !== undefined) found.push({ related, args });
  }
  return found;
}
