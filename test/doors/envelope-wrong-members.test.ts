import { expect, test } from 'vitest';
import { insidesIn } from '../support/insides.ts';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

/** Values that a member does not take, each with what the refusal says about it. */
type Wrong = readonly (readonly [value: unknown, clause: string])[];

const unstorable = 'expected well-formed text without NUL characters';

function wrong(wanted: string, ...values: readonly (readonly [unknown, string])[]): Wrong {
  const neverText = [
    [true, 'a boolean'],
    [['ABC'], 'a list'],
    [{}, 'an object'],
  ] as const;
  return [...neverText, ...values].map(([value, found]) => [value, `expected ${wanted}, found ${found}`]);
}

function wrongText(maxLength: number): Wrong {
  const tooLong = [`${'x'.repeat(maxLength + 1)}`, `text of ${maxLength + 1} characters`] as const;
  return [
    ...wrong(`text of 1 to ${maxLength} characters`, [7, 'a number'], ['', 'empty text'], tooLong),
    ['A\0B', unstorable],
    ['half a pair \ud83d', unstorable],
  ];
}

const unsafeInteger = 'expected an id: a whole number beyond 9007199254740991 has to be sent as text, found a number';

const id: Wrong = [
  ...wrong(
    'an id: text of 1 to 255 characters, or a whole number',
    [1.5, '1.5'],
    ['', 'empty text'],
    ['x'.repeat(256), 'text of 256 characters'],
  ),
  [2 ** 60, unsafeInteger],
  [-(2 ** 53), unsafeInteger],
  ['A\0B', unstorable],
  ['half a pair \ud83d', unstorable],
];

const email: Wrong = [
  ...wrong('an e-mail address', [7, 'a number']),
  ['', 'expected an e-mail address such as name@example.com, found empty text'],
  ['isa', 'expected an e-mail address such as name@example.com, found text of 3 characters'],
  ['isa @example.com', 'expected an e-mail address such as name@example.com, found text of 16 characters'],
  [
    `${'i'.repeat(64)}@${'e'.repeat(190)}`,
    'expected an e-mail address of at most 254 characters, found text of 255 characters',
  ],
  ['is\0a@example.com', unstorable],
  ['is\ud83da@example.com', unstorable],
];

const licenses: Wrong = [
  ...wrong('a whole number of seats from 1 to 2147483647', ['20', 'text of 2 characters'], [1.5, '1.5']),
  [0, 'expected a whole number of seats from 1 to 2147483647, found 0'],
  [-1, 'expected a whole number of seats from 1 to 2147483647, found -1'],
  [2_147_483_648, 'expected a whole number of seats from 1 to 2147483647, found 2147483648'],
];

const activationLimit: Wrong = [
  ...wrong('a whole number from 1', ['7', 'text of 1 character'], [1.5, '1.5']),
  [0, 'expected a whole number from 1, found 0'],
  [2_147_483_648, 'expected a whole number from 1, found 2147483648'],
  [51, 'expected a whole number from 1 to 50, found 51'],
];

const password: Wrong = [
  ...wrong('a password', [7, 'a number'], ['', 'empty text']),
  ['x'.repeat(1025), 'expected a password of at most 1024 bytes of well-formed text'],
  ['é'.repeat(513), 'expected a password of at most 1024 bytes of well-formed text'],
  ['half a pair \ud83d', 'expected a password of at most 1024 bytes of well-formed text'],
];

const to = wrong(
  'a time in whole Unix seconds from 0 to 253086768000',
  ['1895184000', 'text of 10 characters'],
  ['2030-01-21T00:00:00Z', 'text of 20 characters'],
  [1.5, '1.5'],
  [-1, '-1'],
);

const duration = wrong('monthly or yearly', [12, 'a number'], ['weekly', 'text of 6 characters'], ['', 'empty text']);
const at = wrong('NOW or END_OF_TERM', [1, 'a number'], ['LATER', 'text of 5 characters'], ['', 'empty text']);
const object: Wrong = [
  ['ABC', 'expected an object, found text of 3 characters'],
  [7, 'expected an object, found a number'],
  [false, 'expected an object, found a boolean'],
  [[], 'expected an object, found a list'],
];
const isActive: Wrong = [
  ['true', 'expected true or false, found text of 4 characters'],
  [1, 'expected true or false, found a number'],
  [[], 'expected true or false, found a list'],
  [{}, 'expected true or false, found an object'],
];

interface MethodCase {
  /** Parameters with which the method is carried out. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Its members by their names in the envelope, and what they do not take. */
  readonly required: Readonly<Record<string, Wrong>>;
  readonly optional?: Readonly<Record<string, Wrong>>;
}

const admin = { email: 'isa@example.com', phone: '111', displayName: 'Isa' };
const firstOrderAlone: MethodCase = { params: { id: 'ORDER-1' }, required: { id } };
const emailAlone: MethodCase = { params: { email: 'isa@example.com' }, required: { email } };

const cases: Readonly<Record<string, MethodCase>> = {
  createCustomer: {
    params: { id: 'XYZ', name: 'XYZ Company', admin },
    required: { id, name: wrongText(255), admin: object, 'admin.email': email },
    optional: { 'admin.phone': wrongText(50), 'admin.displayName': wrongText(255) },
  },
  updateCustomer: {
    params: { id: 'ABC', name: 'ABC Ltd', admin, isActive: true },
    required: { id },
    optional: {
      name: wrongText(255),
      admin: object,
      'admin.email': email,
      'admin.phone': wrongText(50),
      'admin.displayName': wrongText(255),
      isActive,
    },
  },
  archiveCustomer: { params: { id: 'ABC' }, required: { id } },
  restoreCustomer: { params: { id: 'ABC' }, required: { id } },
  removeCustomer: { params: { id: 'UNUSED' }, required: { id } },
  updateOrder: {
    params: {
      id: 'ORDER-1',
      description: 'For the branch in Riffa',
      crmId: 'CRM-9',
      refId: 'REF-9',
      activationLimit: 7,
      isDemo: false,
      canOverwriteContainer: true,
      customerRequired: false,
    },
    required: { id },
    optional: {
      description: wrongText(2000),
      crmId: wrongText(255),
      refId: wrongText(255),
      activationLimit,
      isDemo: isActive,
      canOverwriteContainer: isActive,
      customerRequired: isActive,
    },
  },
  archiveOrder: firstOrderAlone,
  restoreOrder: firstOrderAlone,
  getCustomer: { params: { id: 'ABC' }, required: { id } },
  createFirstOrder: {
    params: { customer: 'ABC', id: 'ORDER-2', product: 'oo-lite', licenses: 20, duration: 'monthly' },
    required: { customer: id, id, product: wrongText(100), licenses, duration },
  },
  createRenewalOrder: {
    params: { parent: 'ORDER-1', id: 'ORDER-2', licenses: 30 },
    required: { parent: id, id },
    optional: { licenses },
  },
  changeSeats: {
    params: { parent: 'ORDER-1', id: 'ORDER-2', licenses: 30 },
    required: { parent: id, id, licenses },
  },
  cancelOrder: { params: { id: 'ORDER-1', at: 'NOW' }, required: { id }, optional: { at } },
  keepOrder: firstOrderAlone,
  suspendOrder: {
    params: { id: 'ORDER-1', reason: 'unpaid' },
    required: { id },
    optional: { reason: wrongText(500) },
  },
  resumeOrder: firstOrderAlone,
  getOrder: firstOrderAlone,
  createUser: {
    params: { email: 'eve@example.com', instance: 'ABC', displayName: 'Eve', password: 'secret' },
    required: { email },
    optional: { instance: id, displayName: wrongText(255), password },
  },
  getUserByEmail: emailAlone,
  updateUserByEmail: {
    params: { email: 'isa@example.com', isActive: false, displayName: 'Isa' },
    required: { email },
    optional: { isActive, displayName: wrongText(255) },
  },
  resetPasswordByEmail: {
    params: { email: 'isa@example.com', password: 'secret' },
    required: { email, password },
  },
  removeUser: emailAlone,
  advanceTestClock: { params: { to: 1_895_184_000 }, required: { to } },
};

test.for(Object.keys(cases))('%s reports every invalid member and does nothing', async (method) => {
  const { params, required, optional = {} } = cases[method] as MethodCase;
  const partner = await partnerWithEverything();

  await world.withoutWriting(async () => {
    for (const [member, values] of Object.entries({ ...required, ...optional })) {
      for (const [value, clause] of values) {
        await expectRefusal(partner, method, withMember(params, member, value), `${member}: ${clause}`);
      }
    }
    for (const [member, [[, clause = ''] = []]] of Object.entries(required)) {
      const wanted = clause.slice(0, clause.lastIndexOf(', found'));
      await expectRefusal(partner, method, withMember(params, member, null), `${member}: ${wanted}, found null`);
      await expectRefusal(
        partner,
        method,
        withMember(params, member, undefined),
        `${member}: ${wanted}, found nothing`,
      );
    }
  });

  // The rest of the parameters was right all along: with every member as it should be, the method is carried out.
  expect((await partner.envelope(method, params)).status).toBe(200);
});

test.for(Object.entries(cases).filter(([, { optional }]) => optional !== undefined))(
  '%s accepts null for an optional member',
  async ([method, { params, optional = {} }]) => {
    const partner = await partnerWithEverything();
    const withNulls = Object.keys(optional)
      .filter((member) => member !== 'admin')
      .reduce((changed, member) => withMember(changed, member, null), params);

    expect((await partner.envelope(method, withNulls)).status).toBe(200);
  },
);

// What has a length, or is beyond all bounds, breaks more than one rule for the same member.
test.for([
  ['an empty list', [], 'a list'],
  ['a long list', Array(300).fill('x'), 'a list'],
  ['an object with a length', { length: 0 }, 'an object'],
] as const)('%s in place of text is reported once', async ([, value, found]) => {
  const partner = await partnerWithEverything();

  const refusals = await world.withoutWriting(async () => [
    await partner.envelope('createCustomer', { id: 'XYZ', name: value, admin }),
    await partner.envelope('getUserByEmail', { email: value }),
    await partner.envelope('resetPasswordByEmail', { email: 'isa@example.com', password: value }),
  ]);

  expect(refusals.map(({ body }) => body)).toEqual([
    `name: expected text of 1 to 255 characters, found ${found}`,
    `email: expected an e-mail address, found ${found}`,
    `password: expected a password, found ${found}`,
  ]);
});

test.for([2 ** 60, -(2 ** 60), -1.5])('%d licenses are reported once', async (licenses) => {
  const partner = await partnerWithEverything();

  const refusal = await world.withoutWriting(() =>
    partner.envelope('changeSeats', { parent: 'ORDER-1', id: 'ORDER-2', licenses }),
  );

  expect(refusal.code).toBe('INVALID_INPUT');
  expect(refusal.body.split('; ')).toHaveLength(1);
});

test('all invalid members are reported at once', async () => {
  const partner = await partnerWithEverything();

  const refusal = await world.withoutWriting(() =>
    partner.envelope('createFirstOrder', { customer: 'ABC', product: 'oo-lite', licenses: 0, duration: 'weekly' }),
  );

  expect(refusal).toEqual({
    status: 400,
    code: 'INVALID_INPUT',
    body: [
      'id: expected an id: text of 1 to 255 characters, or a whole number, found nothing',
      'licenses: expected a whole number of seats from 1 to 2147483647, found 0',
      'duration: expected monthly or yearly, found text of 6 characters',
    ].join('; '),
  });
});

test('the test covers all methods', async () => {
  const partner = await world.partner();

  const { body } = await partner.envelope('', {});

  const [, names = ''] = /^method: expected one of (.+), found ""$/.exec(body) ?? [];
  expect(names.split(', ').sort()).toEqual(Object.keys(cases).sort());
});

/** A partner with a customer, a user, and an order that can be renewed. */
async function partnerWithEverything(): Promise<Partner> {
  const partner = await world.partner();
  await partner.advanceTo('2030-01-01T00:00:00Z');
  await partner.envelope('createCustomer', { id: 'ABC', name: 'ABC Company', admin });
  const order = { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses: 20, duration: 'monthly' };
  await partner.envelope('createFirstOrder', order);
  await partner.envelope('createUser', { email: 'isa@example.com', instance: 'ABC' });
  await partner.envelope('createCustomer', { id: 'UNUSED', name: 'Unused', admin });
  await partner.advanceTo('2030-01-20T00:00:00Z');
  return partner;
}

/** The parameters with another value for one member, which goes by its path; without it where that is undefined. */
function withMember(params: Readonly<Record<string, unknown>>, member: string, value: unknown) {
  const changed = structuredClone(params) as Record<string, unknown>;
  const path = member.split('.');
  const last = path.pop() ?? '';
  const holder = path.reduce((inner, name) => inner[name] as Record<string, unknown>, changed);
  holder[last] = value;
  return changed;
}

async function expectRefusal(partner: Partner, method: string, params: Record<string, unknown>, body: string) {
  const answer = await partner.envelope(method, params);
  expect(answer, JSON.stringify({ method, params }).slice(0, 300)).toEqual({
    status: 400,
    code: 'INVALID_INPUT',
    body,
  });
  expect(insidesIn(answer.body)).toEqual([]);
}
