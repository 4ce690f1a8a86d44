import type { Partner } from './partner.ts';
import { sell } from './sales.ts';
import type { World } from './world.ts';

/** Creates a partner with customer ABC, ORDER-1 from 1 January 2028, 10:00, that can be renewed at once, and a user. */
export async function createSeller(world: World): Promise<Partner> {
  const partner = await world.partner({ renewalWindowDays: 40 });
  await sell(partner, '2028-01-01T10:00:00Z');
  await partner.mutate('createUser', { email: 'isa@example.com', displayName: 'Isa', customer: 'ABC' });
  await partner.advanceTo('2028-01-02T10:00:00Z');
  return partner;
}

/** A successful call of such a seller, with the expected result. */
export interface Success {
  readonly field: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly selection: string;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly before?: readonly [field: string, input: Readonly<Record<string, unknown>>];
}

const firstOrder = { firstOrder: 'ORDER-1' };
const ofOrder = 'order { remoteId kind status parent { remoteId } } subscription';
const theFirst = { remoteId: 'ORDER-1', kind: 'FIRST', status: 'COMPLETE', parent: null };

/** Every mutation whose result does not depend on our own ids. */
export const successes: readonly Success[] = [
  {
    field: 'createCustomer',
    input: {
      remoteId: 'XYZ',
      name: 'Lulwa',
      lastName: 'Almoayed',
      companyName: 'XYZ',
      description: 'Met in Manama',
      crmId: 'CRM-7',
      refId: 'REF-7',
      admin: { email: 'Isa@Example.com', phone: '+973 1' },
    },
    selection:
      'customer { remoteId name lastName companyName kind description crmId refId isActive archivedAt createdAt updatedAt admin { email phone displayName } users { totalCount } }',
    answer: {
      customer: {
        remoteId: 'XYZ',
        name: 'Lulwa',
        lastName: 'Almoayed',
        companyName: 'XYZ',
        kind: 'COMPANY',
        description: 'Met in Manama',
        crmId: 'CRM-7',
        refId: 'REF-7',
        isActive: true,
        archivedAt: null,
        createdAt: '2028-01-02T10:00:00Z',
        updatedAt: '2028-01-02T10:00:00Z',
        admin: { email: 'Isa@Example.com', phone: '+973 1', displayName: null },
        users: { totalCount: 0 },
      },
    },
  },
  {
    field: 'updateCustomer',
    input: {
      remoteId: 'ABC',
      name: 'ABC and Partners',
      lastName: 'Aswath',
      description: 'Moved to Riffa',
      crmId: 'CRM-8',
      refId: 'REF-8',
      admin: { displayName: 'Isa' },
      isActive: false,
    },
    selection:
      'customer { name lastName companyName kind description crmId refId isActive createdAt updatedAt admin { email displayName } }',
    answer: {
      customer: {
        name: 'ABC and Partners',
        lastName: 'Aswath',
        companyName: null,
        kind: 'PERSON',
        description: 'Moved to Riffa',
        crmId: 'CRM-8',
        refId: 'REF-8',
        isActive: false,
        createdAt: '2028-01-01T10:00:00Z',
        updatedAt: '2028-01-02T10:00:00Z',
        admin: { email: 'isa@example.com', displayName: 'Isa' },
      },
    },
  },
  {
    field: 'archiveCustomer',
    input: { remoteId: 'ABC' },
    selection: 'customer { isActive archivedAt updatedAt orders { totalCount } }',
    answer: {
      customer: {
        isActive: true,
        archivedAt: '2028-01-02T10:00:00Z',
        updatedAt: '2028-01-02T10:00:00Z',
        orders: { totalCount: 1 },
      },
    },
  },
  {
    field: 'restoreCustomer',
    input: { remoteId: 'ABC' },
    before: ['archiveCustomer', { remoteId: 'ABC' }],
    selection: 'customer { archivedAt }',
    answer: { customer: { archivedAt: null } },
  },
  {
    field: 'createFirstOrder',
    input: { customer: 'ABC', remoteId: 'ORDER-2', product: 'erp-std', seats: 3, duration: 'YEARLY' },
    selection: `${ofOrder} { status duration product { code } firstOrder { remoteId } currentTerm { seats startsAt endsAt } }`,
    answer: {
      order: { ...theFirst, remoteId: 'ORDER-2' },
      subscription: {
        status: 'ACTIVE',
        duration: 'YEARLY',
        product: { code: 'erp-std' },
        firstOrder: { remoteId: 'ORDER-2' },
        currentTerm: { seats: 3, startsAt: '2028-01-02T10:00:00Z', endsAt: '2029-01-02T10:00:00Z' },
      },
    },
  },
  {
    field: 'updateOrder',
    input: {
      remoteId: 'ORDER-1',
      description: 'For the branch in Riffa',
      crmId: 'CRM-9',
      refId: 'REF-9',
      activationLimit: 7,
      isDemo: true,
      canOverwriteContainer: true,
      customerRequired: false,
    },
    selection: `order { remoteId description crmId refId activationLimit isDemo canOverwriteContainer customerRequired archivedAt }
      subscription { status }`,
    answer: {
      order: {
        remoteId: 'ORDER-1',
        description: 'For the branch in Riffa',
        crmId: 'CRM-9',
        refId: 'REF-9',
        activationLimit: 7,
        isDemo: true,
        canOverwriteContainer: true,
        customerRequired: false,
        archivedAt: null,
      },
      subscription: { status: 'ACTIVE' },
    },
  },
  {
    field: 'archiveOrder',
    input: { remoteId: 'ORDER-1' },
    selection: 'order { archivedAt activationLimit isDemo customerRequired description } subscription { status }',
    answer: {
      order: {
        archivedAt: '2028-01-02T10:00:00Z',
        activationLimit: 1,
        isDemo: false,
        customerRequired: true,
        description: null,
      },
      subscription: { status: 'ACTIVE' },
    },
  },
  {
    field: 'restoreOrder',
    input: { remoteId: 'ORDER-1' },
    before: ['archiveOrder', { remoteId: 'ORDER-1' }],
    selection: 'order { archivedAt }',
    answer: { order: { archivedAt: null } },
  },
  {
    field: 'createRenewalOrder',
    input: { ...firstOrder, remoteId: 'RENEWAL-1', seats: 25 },
    selection: `${ofOrder} { status lastEndsAt daysLeft terms { nodes { seats startsAt period } } allowedActions }`,
    answer: {
      order: { remoteId: 'RENEWAL-1', kind: 'RENEWAL', status: 'COMPLETE', parent: { remoteId: 'ORDER-1' } },
      subscription: {
        status: 'ACTIVE',
        lastEndsAt: '2028-03-01T10:00:00Z',
        daysLeft: 59,
        terms: {
          nodes: [
            { seats: 20, startsAt: '2028-01-01T10:00:00Z', period: 1 },
            { seats: 25, startsAt: '2028-02-01T10:00:00Z', period: 2 },
          ],
        },
        allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder'],
      },
    },
  },
  {
    field: 'changeSeats',
    input: { ...firstOrder, remoteId: 'CHANGE-1', seats: 30 },
    selection: `${ofOrder} { currentTerm { seats } orderLines { nodes { quantity order { remoteId } term { seats } } } }`,
    answer: {
      order: { remoteId: 'CHANGE-1', kind: 'CHANGE', status: 'COMPLETE', parent: { remoteId: 'ORDER-1' } },
      subscription: {
        currentTerm: { seats: 30 },
        orderLines: {
          nodes: [
            { quantity: 20, order: { remoteId: 'ORDER-1' }, term: { seats: 30 } },
            { quantity: 10, order: { remoteId: 'CHANGE-1' }, term: { seats: 30 } },
          ],
        },
      },
    },
  },
  {
    field: 'suspendOrder',
    input: { ...firstOrder, reason: 'Unpaid' },
    selection: `${ofOrder} { status holds { reason placedAt isYours isLiftable } }`,
    answer: {
      order: theFirst,
      subscription: {
        status: 'SUSPENDED',
        holds: [{ reason: 'Unpaid', placedAt: '2028-01-02T10:00:00Z', isYours: true, isLiftable: true }],
      },
    },
  },
  {
    field: 'resumeOrder',
    before: ['suspendOrder', firstOrder],
    input: firstOrder,
    selection: `${ofOrder} { status holds { id } }`,
    answer: { order: theFirst, subscription: { status: 'ACTIVE', holds: [] } },
  },
  {
    field: 'cancelOrder',
    input: firstOrder,
    selection: `${ofOrder} { status cancelsAt cancelledAt lastEndsAt currentTerm { id } daysLeft allowedActions }`,
    answer: {
      order: theFirst,
      subscription: {
        status: 'CANCELLED',
        cancelsAt: null,
        cancelledAt: '2028-01-02T10:00:00Z',
        lastEndsAt: '2028-01-02T10:00:00Z',
        currentTerm: null,
        daysLeft: 0,
        allowedActions: [],
      },
    },
  },
  {
    field: 'keepOrder',
    before: ['cancelOrder', { ...firstOrder, at: 'END_OF_TERM' }],
    input: firstOrder,
    selection: `${ofOrder} { status cancelsAt }`,
    answer: { order: theFirst, subscription: { status: 'ACTIVE', cancelsAt: null } },
  },
  {
    field: 'createUser',
    input: { email: 'B@example.com', customer: 'ABC', displayName: 'B', password: 'a password' },
    selection: 'user { email displayName isActive createdAt customer { remoteId } }',
    answer: {
      user: {
        email: 'B@example.com',
        displayName: 'B',
        isActive: true,
        createdAt: '2028-01-02T10:00:00Z',
        customer: { remoteId: 'ABC' },
      },
    },
  },
  {
    field: 'updateUserByEmail',
    input: { email: 'ISA@example.com', isActive: false, displayName: null },
    selection: 'user { email displayName isActive updatedAt }',
    answer: {
      user: { email: 'isa@example.com', displayName: null, isActive: false, updatedAt: '2028-01-02T10:00:00Z' },
    },
  },
  {
    field: 'resetPasswordByEmail',
    input: { email: 'isa@example.com', password: 'a password' },
    selection: 'user { email updatedAt }',
    answer: { user: { email: 'isa@example.com', updatedAt: '2028-01-02T10:00:00Z' } },
  },
  {
    field: 'createOperator',
    input: {
      name: 'Isa Aswath',
      email: 'Isa@Example.com',
      isAdmin: true,
      isVerified: true,
      language: 'fr',
      timeZone: 'Asia/Bahrain',
      timeoutSeconds: 3600,
      notifications: ['QUOTE_CREATED', 'ORDER_CREATED', 'QUOTE_CREATED'],
    },
    selection: `operator { name email isAdmin twoFactor isActive isVerified mustResetPassword language timeZone
      timeoutSeconds notifications roles { name } createdAt updatedAt }`,
    answer: {
      operator: {
        name: 'Isa Aswath',
        email: 'Isa@Example.com',
        isAdmin: true,
        twoFactor: false,
        isActive: true,
        isVerified: true,
        mustResetPassword: false,
        language: 'fr',
        timeZone: 'Asia/Bahrain',
        timeoutSeconds: 3600,
        notifications: ['ORDER_CREATED', 'QUOTE_CREATED'],
        roles: [],
        createdAt: '2028-01-02T10:00:00Z',
        updatedAt: '2028-01-02T10:00:00Z',
      },
    },
  },
  {
    field: 'createRole',
    input: { name: 'Night shift', permissions: ['order:suspend', 'order:view', 'order:suspend'] },
    selection: 'role { name builtIn permissions createdAt updatedAt }',
    answer: {
      role: {
        name: 'Night shift',
        builtIn: null,
        permissions: ['order:view', 'order:suspend'],
        createdAt: '2028-01-02T10:00:00Z',
        updatedAt: '2028-01-02T10:00:00Z',
      },
    },
  },
  {
    field: 'advanceTestClock',
    input: { to: '2028-02-01T10:00:00.999Z' },
    selection: 'now announced',
    answer: { now: '2028-02-01T10:00:00Z', announced: 1 },
  },
];
