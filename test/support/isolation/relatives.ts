import { sealEvents } from '../../../src/audit/seal-events.ts';
import { createCustomer } from '../../../src/customers/create-customer.ts';
import { globalId } from '../graphql-door.ts';
import { operatorOf } from '../operators.ts';
import type { Partner } from '../partner.ts';
import { changeSeatsCall, customerCall, done, firstOrderCall } from '../sales.ts';
import type { World } from '../world.ts';

// Every relation between organisations, each with one object of every kind.

export const relations = ['self', 'child', 'grandchild', 'parent', 'sibling', 'foreign'] as const;
export type Relation = (typeof relations)[number];

/** Whether an organisation is in the scope. */
export const isVisible: Readonly<Record<Relation, boolean>> = {
  self: true,
  child: true,
  grandchild: true,
  parent: false,
  sibling: false,
  foreign: false,
};

/**
 * A relative with its objects. Its remote ids and names end with its relation, and its e-mail address begins with it.
 */
export interface Relative {
  readonly relation: Relation;
  readonly partner: Partner;
  /** The GraphQL id of one node of each type. */
  readonly nodes: Readonly<Record<string, string>>;
}

export type Relatives = Readonly<Record<Relation, Relative>>;

/** Creates an organisation with a parent, two descendants, a sibling, and an organisation of another tree. */
export async function createRelatives(world: World): Promise<Relatives> {
  const windows = { renewalWindowDays: 3650 };
  const parent = await world.partner({ name: 'name-parent', ...windows });
  const self = await world.partner({ name: 'name-self', parent, ...windows });
  const child = await world.partner({ name: 'name-child', parent: self, ...windows });
  const grandchild = await world.partner({ name: 'name-grandchild', parent: child, ...windows });
  const sibling = await world.partner({ name: 'name-sibling', parent, ...windows });
  const foreign = await world.partner({ name: 'name-foreign', ...windows });
  const partners = { self, child, grandchild, parent, sibling, foreign };
  const relatives = {} as Record<Relation, Relative>;
  for (const relation of relations) {
    const partner = partners[relation];
    relatives[relation] = { relation, partner, nodes: await createNodes(world, partner, relation) };
  }
  await sealEvents(world);
  return relatives;
}

/** Creates one object of each kind, as the partner itself. */
async function createNodes(world: World, partner: Partner, relation: Relation): Promise<Record<string, string>> {
  const { operatorId, clientId } = await operatorOf(world, partner);
  const { actor, ...ctx } = await partner.context();
  const behalf = { remoteId: `B-${relation}`, name: 'On behalf', admin: { email: 'isa@example.com' } };
  await createCustomer({ ...ctx, actor: { ...actor, onBehalfOfId: operatorId } }, behalf);
  await done(partner, customerCall({ id: `C-${relation}`, name: `name-${relation}` }));
  const marks = { crmId: `crm-${relation}`, refId: `ref-${relation}` };
  await partner.mutate('updateCustomer', { remoteId: `C-${relation}`, ...marks });
  await done(partner, firstOrderCall({ customer: `C-${relation}`, id: `O-${relation}` }));
  await partner.mutate('updateOrder', { remoteId: `O-${relation}`, ...marks });
  await done(partner, changeSeatsCall({ parent: `O-${relation}`, id: `K-${relation}` }));
  const user = { email: `${relation}@example.com`, displayName: `name-${relation}`, customer: `C-${relation}` };
  await partner.mutate('createUser', user);
  await partner.mutate('suspendOrder', { firstOrder: `O-${relation}`, reason: `reason-${relation}` });
  const staff = { name: `name-${relation}`, email: `${relation}@example.com` };
  const role = { name: `held-${relation}`, permissions: ['order:view'] };
  const { role: held } = await partner.mutate('createRole', role, '... on CreateRoleSuccess { role { id } }');
  await partner.mutate('createOperator', { ...staff, roles: [held.id] });
  // The newest role, which no operator has and which can be removed.
  await partner.mutate('createRole', { ...role, name: `name-${relation}` });
  await partner.mutate('createKey', { name: `name-${relation}` });
  const nodes: Record<string, string> = {
    Organisation: partner.globalId,
    Operator: globalId('Operator', operatorId),
    ApiClient: globalId('ApiClient', clientId),
  };
  for (const table of [
    'ApiKey',
    'Customer',
    'Subscription',
    'Order',
    'OrderLine',
    'Term',
    'Hold',
    'User',
    'Role',
    'Event',
  ]) {
    const [row] = await world.rows<{ id: string }>(
      `SELECT max("id") AS id FROM "${table}" WHERE "organisationId" = $1`,
      [partner.organisationId],
    );
    if (row?.id) nodes[table] = globalId(table, row.id);
  }
  return nodes;
}

/** Returns the id of a node of a type. */
export function nodeOf({ nodes }: Relative, type: string): string {
  const id = nodes[type];
  if (id === undefined) throw new Error(`The relatives have no ${type}: give them one in relatives.ts`);
  return id;
}

export function missingNode(type: string): string {
  return globalId(type, type === 'Event' ? 2n ** 63n - 1n : 2 ** 31 - 1);
}
