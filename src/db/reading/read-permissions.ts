import type { Permission } from '../../shared/permission.ts';
import { PermissionDeniedError } from '../../shared/permission-checks.ts';
import type { Prisma } from '../generated/client.ts';
import type { Condition, ReadArguments } from './keyset.ts';
import { relatedModel } from './models.ts';

/** What a reader answers for. The rest is nobody's to read. */
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

/** What it takes to read of each model; null where being in the tree is enough. */
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
 * Refuses a read that touches anything the actor may not see, also where it is selected along the way, only counted, or
 * only asked for by a filter.
 *
 * @throws {PermissionDeniedError} naming the permission that is missing
 */
export function checkReadPermissions(model: string, args: ReadArguments, held: ReadonlySet<Permission>): void {
  const permission = permissionFor[model as ReadableModelName];
  if (permission !== null && !held.has(permission)) throw new PermissionDeniedError(permission);
  for (const { related, args: nested } of [...relationsIn(model, args), ...relationsAskedFor(model, args.where)]) {
    checkReadPermissions(related, nested, held);
  }
}

/** By what of other rows a row is looked for: who may not see them must not find out by asking for them. */
function relationsAskedFor(model: string, where: Condition = {}): RelationRead[] {
  return Object.entries(where).flatMap(([name, condition]): RelationRead[] => {
    if (['AND', 'OR', 'NOT'].includes(name))
      return [condition].flat().flatMap((one) => relationsAskedFor(model, one as Condition));
    const related = relatedModel(model, name);
    const isAsked = related !== undefined && typeof condition === 'object' && condition !== null;
    return isAsked ? [{ related, args: { where: condition as Condition } }] : [];
  });
}

/** A relation that is read along the way: to which model, and how. */
interface RelationRead {
  readonly related: string;
  readonly args: ReadArguments;
}

/** The relations that are selected of a row of this model, and those that are only counted. */
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
