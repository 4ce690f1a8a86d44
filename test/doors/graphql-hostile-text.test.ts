import fc from 'fast-check';
import { type GraphQLInputType, getNamedType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema/schema.ts';
import { refusalsIn, sendGraphql } from '../support/graphql-door.ts';
import { createSeller, successes } from '../support/graphql-successes.ts';
import { textsIn, withText } from '../support/graphql-texts.ts';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// Text that PostgreSQL cannot store, in every place where GraphQL takes text.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

const withNul = 'a\0b@example.com';
const withHalfAPair = 'a\ud800b@example.com';
/** What half of a surrogate pair becomes on its way to the database, unless somebody looks. */
const replaced = 'a\ufffdb@example.com';

const partner = await createSeller(world);
await done(partner, customerCall({ id: replaced, name: replaced }));
await done(partner, firstOrderCall({ customer: replaced, id: replaced }));
await partner.mutate('createUser', { email: 'b@example.com', displayName: replaced });

const queries = Object.values(schema.getQueryType()?.getFields() ?? {});

const isList = (type: GraphQLInputType) => isListType(isNonNullType(type) ? type.ofType : type);

/** Every read with one text as its variable, in an argument of its own or within a filter. */
const reads = queries.flatMap(({ name, args, type }) =>
  args.flatMap((arg) => {
    // Hashes have a form of their own, which has no place for anything else.
    if (arg.name === 'checkpoints') return [];
    if (name.startsWith('preview') || ['after', 'before'].includes(arg.name)) return [];
    return textsIn(arg.type).map((path) => {
      const filter = getNamedType(arg.type);
      const member = isInputObjectType(filter) ? filter.getFields()[path[0] ?? ''] : undefined;
      const value = member && isList(member.type) ? '[$text]' : '$text';
      const given = path.reduceRight((inner, step) => `{ ${step}: ${inner} }`, value);
      const selection = getNamedType(type).name.endsWith('Connection') ? 'nodes { id }' : 'id';
      return {
        place: [name, arg.name, ...path].join('.'),
        query: `query ($text: String!) { found: ${name}(${arg.name}: ${given}) { ${selection} } }`,
      };
    });
  }),
);

test('the test covers all text arguments of reads', () => {
  expect(reads.map(({ place }) => place).sort()).toEqual([
    'customer.remoteId',
    'customers.filter.crmId',
    'customers.filter.refId',
    'customers.filter.text',
    'operator.email',
    'operators.filter.text',
    'order.remoteId',
    'orders.filter.crmId',
    'orders.filter.refId',
    'orders.filter.text',
    'organisations.filter.text',
    'roles.filter.text',
    'subscription.firstOrder',
    'subscriptions.filter.product',
    'subscriptions.filter.text',
    'user.email',
    'users.filter.text',
  ]);
});

test.each(reads)('$place: text that cannot be stored is refused or matches nothing', async ({ query }) => {
  for (const text of [withNul, withHalfAPair]) {
    const answer = await sendGraphql(world, partner, query, { text });

    const message = 'expected well-formed text without NUL characters';
    expect(refusalsIn(answer)).toEqual([['INVALID_INPUT', message]]);
    expect(answer.data?.found ?? null).toBeNull();
  }
});

const escaped = '{ customer(remoteId: "a\\ud800b") { id } }';

test('a lone surrogate cannot be written in an operation', async () => {
  const answer = await sendGraphql(world, partner, escaped);

  expect(refusalsIn(answer)).toEqual([
    ['GRAPHQL_PARSE_FAILED', 'Syntax Error: Invalid Unicode escape sequence: "\\ud800".'],
  ]);
});

const order = { firstOrder: 'ORDER-1' };
const calls = [
  ...successes,
  { field: 'removeUser', input: { email: 'isa@example.com' } },
  { field: 'removeCustomer', input: { remoteId: 'ABC' } },
  {
    field: 'previewFirstOrder',
    input: { customer: 'ABC', remoteId: 'ORDER-2', product: 'oo-lite', seats: 3, duration: 'YEARLY' },
  },
  { field: 'previewRenewalOrder', input: { ...order, remoteId: 'RENEWAL-1' } },
  { field: 'previewChangeSeats', input: { ...order, remoteId: 'CHANGE-1', seats: 30 } },
  { field: 'previewSuspendOrder', input: order },
  { field: 'previewCancelOrder', input: order },
];

/** Every verb and every preview with each of its texts. */
const verbs = calls.flatMap(({ field, input }) => {
  const fields = schema.getMutationType()?.getFields()[field] ?? schema.getQueryType()?.getFields()[field];
  const argument = fields?.args.find(({ name }) => name === 'input');
  return (argument ? textsIn(argument.type) : []).map((path) => ({ field, input, path, place: path.join('.') }));
});

test('the test covers all text members of verbs and previews', () => {
  expect(verbs).toHaveLength(66);
  expect(new Set(verbs.map(({ field }) => field)).size).toBe(calls.length - 1);
});

test.each(verbs)('$field: $place must be text that can be stored', async ({ field, input, path }) => {
  // A password is hashed and never stored: what it is made of is its owner's business, as long as it is text.
  const unfit = path[0] === 'password' ? [withHalfAPair] : [withNul, withHalfAPair];

  for (const text of unfit) {
    const selection = '... on InvalidInputError { issues { path } }';
    const answer = await world.withoutWriting(() => partner.mutate(field, withText(input, path, text), selection));
    const issues = [{ path: path[0] === 'permissions' ? [...path, '0'] : path }];
    expect(answer).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT', issues });
    expect(answer.message).not.toContain(text);
  }
});

test('the parameters of the envelope have the same rules', async () => {
  for (const name of [withNul, withHalfAPair]) {
    const params = { id: 'XYZ', name, admin: { email: 'isa@example.com' } };
    const query = `mutation ($params: JSON!) {
      envelope(method: "createCustomer", params: $params) { ... on InvalidInputError { issues { path } } }
    }`;
    const { envelope } = await world.withoutWriting(() => partner.graphql(query, { params }));
    expect(envelope).toEqual({ issues: [{ path: ['name'] }] });
  }
});

test('any text chosen as an id is refused, or found again by exactly this text', async () => {
  const selection = '... on CreateCustomerSuccess { customer { id remoteId } }';
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }));

  await fc.assert(
    fc.asyncProperty(text, async (remoteId) => {
      const { __typename, customer } = await partner.mutate(
        'createCustomer',
        { remoteId, name: 'Any', admin: { email: 'isa@example.com' } },
        selection,
      );
      const isStorable = !remoteId.includes('\0') && remoteId.isWellFormed();
      const isAccepted = isStorable && /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(remoteId);
      expect(__typename).toBe(isAccepted ? 'CreateCustomerSuccess' : 'InvalidInputError');
      if (!isAccepted) return;
      expect(customer.remoteId).toBe(remoteId);
      const read = 'query ($remoteId: String!) { customer(remoteId: $remoteId) { id remoteId } }';
      expect((await partner.graphql(read, { remoteId })).customer).toEqual(customer);
    }),
    { numRuns: 100 },
  );
});
