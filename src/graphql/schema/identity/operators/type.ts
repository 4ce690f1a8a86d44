import { operatorProfile } from '../../../../operators/profile.ts';
import type { Notification } from '../../../../operators/types.ts';
import { builder } from '../../builder.ts';
import { memberColumns } from '../../member-fields.ts';
import { RoleNode } from '../roles/type.ts';

/** All notifications, by their GraphQL names. The compiler reports a missing one. */
type NotificationValues = {
  readonly [Value in Notification as Uppercase<Value>]: { readonly value: Value; readonly description: string };
};

/** GraphQL spells them in capitals. The Hub's contract and the database use lower case. */
export const NotificationEnum = builder.enumType('Notification', {
  description: 'A kind of notification that an operator can receive.',
  values: {
    BUY_PRICE_INCREASED: { value: 'buy_price_increased', description: 'A purchase price increased.' },
    CHECKOUT_REQUESTED: { value: 'checkout_requested', description: 'Someone requested that a basket be ordered.' },
    ORDER_CREATED: { value: 'order_created', description: 'An order was placed.' },
    ORDER_REQUIRES_MANUAL_AUTH: {
      value: 'order_requires_manual_auth',
      description: 'An order waits for manual approval.',
    },
    ORDER_STATUS_CHANGED: { value: 'order_status_changed', description: 'The status of an order changed.' },
    QUOTE_AMENDED: { value: 'quote_amended', description: 'A quote was amended.' },
    QUOTE_CREATED: { value: 'quote_created', description: 'A quote was created.' },
  } satisfies NotificationValues,
});

export const OperatorNode = builder.prismaNode('Operator', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that REST and events use.' }),
    organisation: t.relation('organisation', { description: 'The organisation for which the operator acts.' }),
    ...memberColumns(t, operatorProfile),
    timeoutSeconds: t.exposeInt('timeoutSeconds'),
    notifications: t.field({
      type: [NotificationEnum],
      description: 'The notifications that the operator receives.',
      select: { notifications: true },
      resolve: ({ notifications }) => notifications as Notification[],
    }),
    roles: t.field({
      type: [RoleNode],
      description: "The operator's roles, at most 100, oldest first.",
      select: (_args, _ctx, nestedSelection) => ({
        roles: { select: { role: nestedSelection() }, orderBy: { roleId: 'asc' } },
      }),
      resolve: ({ roles }) => roles.map(({ role }) => role),
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the operator was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the operator was last changed.',
    }),
  }),
});
