import { globalId } from './graphql-door.ts';
import { operatorOf } from './operators.ts';
import type { Partner } from './partner.ts';
import { changeSeatsCall, customerCall, done, firstOrderCall } from './sales.ts';

/** The ids of one object of each node type of a partner. */
export interface Things {
  readonly Organisation: string;
  readonly ApiClient: string;
  readonly ApiKey: string;
  readonly Customer: string;
  readonly Subscription: string;
  readonly Order: string;
  readonly OrderLine: string;
  readonly Term: string;
  readonly Hold: string;
  readonly User: string;
  readonly Operator: string;
  readonly Role: string;
  readonly Event: string;
}

/**
 * Creates one object of each type for a partner and returns their ids: customer ABC with order ORDER-1 and its change
 * CHANGE-1, the partner's own hold on it, user and operator isa@example.com, who has a custom role, and an API client.
 */
export async function createThings(partner: Partner): Promise<Things> {
  await done(partner, customerCall());
  await done(partner, firstOrderCall());
  await done(partner, changeSeatsCall());
  await partner.mutate('createUser', { email: 'isa@example.com', customer: 'ABC' });
  await partner.mutate('suspendOrder', { firstOrder: 'ORDER-1', reason: 'Unpaid' });
  const selection = '... on CreateRoleSuccess { role { id } }';
  const { role } = await partner.mutate('createRole', { name: 'Own', permissions: ['order:view'] }, selection);
  await partner.mutate('createOperator', { name: 'Isa', email: 'isa@example.com', roles: [role.id] });
  const { clientId } = await operatorOf(partner.world, partner);
  const { subscription, user, operator, events, keys } = await partner.graphql(
    `query ($organisation: ID) {
      subscription(firstOrder: "ORDER-1") {
        id organisation { id } customer { id } firstOrder { id } holds { id }
        orderLines { nodes { id } } terms { nodes { id } }
      }
      user(email: "isa@example.com") { id }
      operator(email: "isa@example.com") { id }
      events(first: 1, filter: { organisation: $organisation, verb: [suspendOrder] }) { nodes { id } }
      keys: events(first: 1, filter: { organisation: $organisation, verb: [createKey] }) { nodes { subjectId } }
    }`,
    { organisation: partner.globalId },
  );
  return {
    Organisation: subscription.organisation.id,
    ApiClient: globalId('ApiClient', clientId),
    ApiKey: keys.nodes[0].subjectId,
    Customer: subscription.customer.id,
    Subscription: subscription.id,
    Order: subscription.firstOrder.id,
    OrderLine: subscription.orderLines.nodes[0].id,
    Term: subscription.terms.nodes[0].id,
    Hold: subscription.holds[0].id,
    User: user.id,
    Operator: operator.id,
    Role: role.id,
    Event: events.nodes[0].id,
  };
}
