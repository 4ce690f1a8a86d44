import type { ObjectRef } from '@pothos/core';
import type { Page } from '../execution/page.ts';
import { builder } from './builder.ts';

/**
 * Returns the connection type of a node, shared by all its lists. Nodes are referred to by name, because imports would
 * be cyclic.
 */
function connectionOf(node: string, things: string): ObjectRef<typeof builder.$inferSchemaTypes, Page> {
  const description = `A page of ${things}.`;
  const connection: unknown = builder.connectionObject(
    {
      type: node as never,
      name: `${node}Connection`,
      description,
      fields: (t) => ({
        totalCount: t.int({
          description: `The number of ${things} on all pages.`,
          resolve: ({ totalCount }) => (typeof totalCount === 'function' ? totalCount() : totalCount),
        }),
      }),
    },
    { name: `${node}Edge`, description: `An entry of a page of ${things}.` },
  );
  return connection as ObjectRef<typeof builder.$inferSchemaTypes, Page>;
}

export const OrganisationConnection = connectionOf('Organisation', 'organisations');
export const CustomerConnection = connectionOf('Customer', 'customers');
export const SubscriptionConnection = connectionOf('Subscription', 'subscriptions');
export const OrderConnection = connectionOf('Order', 'orders');
export const OrderLineConnection = connectionOf('OrderLine', 'order lines');
export const TermConnection = connectionOf('Term', 'terms');
export const UserConnection = connectionOf('User', 'users');
export const OperatorConnection = connectionOf('Operator', 'operators');
export const RoleConnection = connectionOf('Role', 'roles');
export const ApiKeyConnection = connectionOf('ApiKey', 'API keys');
export const ApiClientConnection = connectionOf('ApiClient', 'API clients');
export const EventConnection = connectionOf('Event', 'events');
