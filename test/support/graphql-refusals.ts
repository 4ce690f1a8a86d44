import type { Partner } from './partner.ts';
import { changeSeatsCall, customerCall, done, renewalCall } from './sales.ts';

/** A refused call and the expected error. */
export interface Refusal {
  readonly type: string;
  readonly because: string;
  readonly field: string;
  /** The preview that must be refused in the same way. */
  readonly preview?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Preparation before the call. Customer ABC exists, with ORDER-1 of 20 seats from 1 January 2028, 10:00. */
  readonly before?: (partner: Partner) => Promise<unknown>;
}

const order = { customer: 'ABC', remoteId: 'ORDER-2', product: 'oo-lite', seats: 5, duration: 'MONTHLY' };
const renewal = { firstOrder: 'ORDER-1', remoteId: 'RENEWAL-1' };
const change = { firstOrder: 'ORDER-1', remoteId: 'CHANGE-1', seats: 30 };
const firstOrder = { firstOrder: 'ORDER-1' };
const customer = { remoteId: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } };

const firstOrders = { field: 'createFirstOrder', preview: 'previewFirstOrder' };
const renewals = { field: 'createRenewalOrder', preview: 'previewRenewalOrder' };
const changes = { field: 'changeSeats', preview: 'previewChangeSeats' };
const suspensions = { field: 'suspendOrder', preview: 'previewSuspendOrder' };
const cancellations = { field: 'cancelOrder', preview: 'previewCancelOrder' };

const cancel = (partner: Partner) => partner.mutate('cancelOrder', firstOrder);
const expire = (partner: Partner) => partner.advanceTo('2028-02-01T10:00:00Z');
const renew = async (partner: Partner) => {
  await partner.advanceTo('2028-01-17T10:00:00Z');
  await done(partner, renewalCall({ id: 'RENEWAL-0' }));
};

const active = { firstOrder: 'ORDER-1', status: 'ACTIVE' };
const cancelled = { firstOrder: 'ORDER-1', status: 'CANCELLED', allowedActions: [] };
const expired = {
  firstOrder: 'ORDER-1',
  status: 'EXPIRED',
  allowedActions: ['createRenewalOrder', 'suspendOrder', 'cancelOrder'],
};
const products = ['oo-lite', 'oo-std', 'oo-ent', 'erp-std', 'erp-admin', 'erp-lim'];

/** Every typed error that a single partner in a sandbox can cause. */
export const refusals: readonly Refusal[] = [
  {
    type: 'InvalidInputError',
    because: 'there are two things wrong with the input',
    ...firstOrders,
    input: { ...order, seats: 0, customer: '' },
    facts: {
      issues: [
        {
          path: ['customer'],
          message: 'expected an id: text of 1 to 255 characters, or a whole number, found empty text',
        },
        { path: ['seats'], message: 'expected a whole number of seats from 1 to 2147483647, found 0' },
      ],
    },
  },
  {
    type: 'InvalidInputError',
    because: 'there is something wrong deep within',
    field: 'createCustomer',
    input: { ...customer, admin: { email: 'nobody' } },
    facts: {
      issues: [
        {
          path: ['admin', 'email'],
          message: 'expected an e-mail address such as name@example.com, found text of 6 characters',
        },
      ],
    },
  },
  {
    type: 'CustomerNotFoundError',
    because: 'nobody has this id',
    ...firstOrders,
    input: { ...order, customer: 'XYZ' },
    facts: { remoteId: 'XYZ' },
  },
  {
    type: 'CustomerInactiveError',
    because: 'the customer was deactivated',
    ...firstOrders,
    before: (partner) => partner.mutate('updateCustomer', { remoteId: 'ABC', isActive: false }),
    input: order,
    facts: { remoteId: 'ABC' },
  },
  {
    type: 'CustomerInUseError',
    because: 'the customer has an order, and a user',
    field: 'removeCustomer',
    before: (partner) => partner.mutate('createUser', { email: 'in-use@example.com', customer: 'ABC' }),
    input: { remoteId: 'ABC' },
    facts: { remoteId: 'ABC', orders: 1, users: 1 },
  },
  {
    type: 'InvalidInputError',
    because: 'a demo is not activated that often',
    field: 'updateOrder',
    input: { remoteId: 'ORDER-1', isDemo: true, activationLimit: 11 },
    facts: {
      issues: [{ path: ['activationLimit'], message: 'expected a whole number from 1 to 10 for a demo, found 11' }],
    },
  },
  ...['archiveCustomer', 'restoreCustomer', 'removeCustomer'].map((field) => ({
    type: 'CustomerNotFoundError',
    because: 'nobody has this id',
    field,
    input: { remoteId: 'XYZ' },
    facts: { remoteId: 'XYZ' },
  })),
  ...['updateOrder', 'archiveOrder', 'restoreOrder'].map((field) => ({
    type: 'OrderNotFoundError',
    because: 'there is no such order',
    field,
    input: { remoteId: 'NONE' },
    facts: { remoteId: 'NONE' },
  })),
  {
    type: 'RemoteIdConflictError',
    because: 'the same id was used for a different customer',
    field: 'createCustomer',
    input: { ...customer, name: 'Another', admin: { email: 'isa@example.com', phone: '+973 1' } },
    facts: { remoteId: 'ABC', conflictingFields: ['admin.phone', 'name'] },
  },
  {
    type: 'RemoteIdConflictError',
    because: 'the same id was used for a different first order',
    ...firstOrders,
    input: { ...order, remoteId: 'ORDER-1', product: 'oo-std', duration: 'YEARLY' },
    facts: { remoteId: 'ORDER-1', conflictingFields: ['duration', 'product', 'seats'] },
  },
  {
    type: 'RemoteIdConflictError',
    because: 'the id was used for an order of another kind',
    ...renewals,
    before: (partner) => done(partner, changeSeatsCall()),
    input: { ...renewal, remoteId: 'CHANGE-1' },
    facts: { remoteId: 'CHANGE-1', conflictingFields: ['kind'] },
  },
  {
    type: 'RemoteIdConflictError',
    because: 'the id was used for other seats',
    ...changes,
    before: (partner) => done(partner, changeSeatsCall()),
    input: { ...change, seats: 31 },
    facts: { remoteId: 'CHANGE-1', conflictingFields: ['seats'] },
  },
  {
    type: 'UnknownProductError',
    because: 'the catalogue has no such product',
    ...firstOrders,
    input: { ...order, product: 'oo-huge' },
    facts: { product: 'oo-huge', acceptedProducts: products },
  },
  ...[renewals, changes, suspensions, cancellations, { field: 'resumeOrder' }, { field: 'keepOrder' }].flatMap(
    (verb) => [
      {
        type: 'OrderNotFoundError',
        because: 'no order has this id',
        ...verb,
        input: { ...inputOf(verb.field), firstOrder: 'ORDER-9' },
        facts: { remoteId: 'ORDER-9' },
      },
      {
        type: 'NotAFirstOrderError',
        because: 'a subscription does not go by a change',
        ...verb,
        before: (partner: Partner) => done(partner, changeSeatsCall({ id: 'CHANGE-0' })),
        input: { ...inputOf(verb.field), firstOrder: 'CHANGE-0' },
        facts: { remoteId: 'CHANGE-0', firstOrder: 'ORDER-1' },
      },
    ],
  ),
  ...[renewals, changes, suspensions, { field: 'resumeOrder' }, { field: 'keepOrder' }].map((verb) => ({
    type: 'StatusForbidsError',
    because: 'it was cancelled',
    ...verb,
    before: cancel,
    input: inputOf(verb.field),
    facts: { ...cancelled, verb: verb.field },
  })),
  {
    type: 'StatusForbidsError',
    because: 'nothing runs to which seats could be added',
    ...changes,
    before: expire,
    input: change,
    facts: { ...expired, verb: 'changeSeats' },
  },
  {
    type: 'StatusForbidsError',
    because: 'the end of the term has passed',
    ...cancellations,
    before: expire,
    input: { ...firstOrder, at: 'END_OF_TERM' },
    facts: { ...expired, verb: 'cancelOrder' },
  },
  {
    type: 'RenewalTooEarlyError',
    because: 'more than 15 days are left',
    ...renewals,
    before: (partner) => partner.advanceTo('2028-01-17T09:59:59Z'),
    input: renewal,
    facts: {
      ...active,
      allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder'],
      opensAt: '2028-01-17T10:00:00Z',
    },
  },
  {
    type: 'NextTermSoldError',
    because: 'it has been renewed already',
    ...renewals,
    before: renew,
    input: renewal,
    facts: {
      ...active,
      allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder'],
      startsAt: '2028-02-01T10:00:00Z',
      opensAt: '2028-02-15T10:00:00Z',
    },
  },
  {
    type: 'CancellationScheduledError',
    because: 'it is due to be cancelled',
    ...renewals,
    before: (partner) => partner.mutate('cancelOrder', { ...firstOrder, at: 'END_OF_TERM' }),
    input: renewal,
    facts: {
      ...active,
      allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder', 'keepOrder'],
      cancelsAt: '2028-02-01T10:00:00Z',
    },
  },
  {
    type: 'SeatsNotIncreasedError',
    because: 'as many seats as now are no increase',
    ...changes,
    input: { ...change, seats: 20 },
    facts: {
      ...active,
      allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder'],
      requestedSeats: 20,
      currentSeats: 20,
    },
  },
  ...[
    { field: 'updateUserByEmail', input: { isActive: false } },
    { field: 'resetPasswordByEmail', input: { password: 'a password' } },
    { field: 'removeUser', input: {} },
  ].map(({ field, input }) => ({
    type: 'UserNotFoundError',
    because: 'nobody has this e-mail',
    field,
    input: { email: 'nobody@example.com', ...input },
    facts: {},
  })),
  {
    type: 'EmailTakenError',
    because: 'somebody has this e-mail in another case',
    field: 'createUser',
    before: (partner) => partner.mutate('createUser', { email: 'Isa@example.com' }),
    input: { email: 'isa@EXAMPLE.com', customer: 'ABC' },
    facts: {},
  },
  ...['createUser', 'updateUserByEmail'].map((field) => ({
    type: 'SeatLimitReachedError',
    because: 'all seats are used',
    field,
    before: fillSeats,
    input:
      field === 'createUser' ? { email: 'b@example.com', customer: 'XYZ' } : { email: 'a@example.com', isActive: true },
    facts: { seatLimit: 1, activeUsers: 1 },
  })),
  {
    type: 'ClockBackwardError',
    because: 'it is later already',
    field: 'advanceTestClock',
    input: { to: '2028-01-01T09:59:59.999Z' },
    facts: { now: '2028-01-01T10:00:00Z', to: '2028-01-01T09:59:59Z' },
  },
];

/** Creates customer XYZ with one seat, which one active user occupies; another user is disabled. */
async function fillSeats(partner: Partner): Promise<void> {
  await done(partner, customerCall({ id: 'XYZ' }));
  await partner.mutate('createFirstOrder', { ...order, customer: 'XYZ', seats: 1 });
  for (const email of ['a@example.com', 'c@example.com']) {
    await partner.mutate('createUser', { email, customer: 'XYZ' });
    if (email === 'a@example.com') await partner.mutate('updateUserByEmail', { email, isActive: false });
  }
}

function inputOf(field: string): Readonly<Record<string, unknown>> {
  return { createRenewalOrder: renewal, changeSeats: change }[field] ?? firstOrder;
}
