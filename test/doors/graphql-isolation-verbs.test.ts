import { type GraphQLInputType, getNamedType, isInputObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema/schema.ts';
import { createTree, pairs } from '../support/graphql-tree.ts';
import { createWorld } from '../support/world.ts';

// What each organisation can do for each other, by every verb and every preview that names an organisation. What it can't
// do is in isolation-matrix.test.ts.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const tree = await createTree(world);

type Call = readonly [field: string, input: Readonly<Record<string, unknown>>];

/** A whole life, in which every verb is called and all ids end in `mark`. */
function lifeOf(mark: string): Call[] {
  const [customer, firstOrder, email] = [`C-${mark}`, `O-${mark}`, `${mark}@example.com`];
  const order = { customer, product: 'oo-lite', seats: 20, duration: 'MONTHLY' };
  return [
    ['createCustomer', { remoteId: customer, name: 'ABC Company', admin: { email: 'isa@example.com' } }],
    ['removeCustomer', { remoteId: customer }],
    ['createCustomer', { remoteId: customer, name: 'ABC Company', admin: { email: 'isa@example.com' } }],
    ['updateCustomer', { remoteId: customer, name: 'ABC and Partners' }],
    ['archiveCustomer', { remoteId: customer }],
    ['restoreCustomer', { remoteId: customer }],
    ['previewFirstOrder', order],
    ['createFirstOrder', { ...order, remoteId: firstOrder }],
    ['updateOrder', { remoteId: firstOrder, description: 'For the branch in Riffa' }],
    ['archiveOrder', { remoteId: firstOrder }],
    ['restoreOrder', { remoteId: firstOrder }],
    ['previewChangeSeats', { firstOrder, seats: 30 }],
    ['changeSeats', { firstOrder, remoteId: `K-${mark}`, seats: 30 }],
    ['previewSuspendOrder', { firstOrder }],
    ['suspendOrder', { firstOrder }],
    ['resumeOrder', { firstOrder }],
    ['previewRenewalOrder', { firstOrder }],
    ['createRenewalOrder', { firstOrder, remoteId: `R-${mark}` }],
    ['createKey', {}],
    ['createUser', { email, customer }],
    ['updateUserByEmail', { email, displayName: 'Isa Aswath' }],
    ['resetPasswordByEmail', { email, password: 'a password' }],
    ['removeUser', { email }],
    ['createOperator', { name: 'Isa', email }],
    ['createRole', { name: `N-${mark}`, permissions: ['order:view'] }],
    ['previewCancelOrder', { firstOrder, at: 'END_OF_TERM' }],
    ['cancelOrder', { firstOrder, at: 'END_OF_TERM' }],
    ['keepOrder', { firstOrder }],
  ];
}

const verbs = lifeOf('').map(([field]) => field);

/** What is done to the named organisation itself. What it does where it may is told in `organisations.test.ts`. */
function treeCalls(parent: string): Call[] {
  return [
    ['updateOrganisation', { name: 'Another' }],
    ['moveOrganisation', { parent }],
    ['archiveOrganisation', {}],
    ['restoreOrganisation', {}],
  ];
}

const treeVerbs = treeCalls('').map(([field]) => field);

test('the test covers every verb and preview with an organisation', () => {
  const namesOrganisation = (type: GraphQLInputType) => {
    const input = getNamedType(type);
    return isInputObjectType(input) && 'organisation' in input.getFields();
  };
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).filter(({ args }) =>
      args.some(({ name, type }) => name === 'input' && namesOrganisation(type)),
    ),
  );

  // To updateOperator it is the organisation to move to: that is tried in `graphql-operators.test.ts`.
  expect(fields.map(({ name }) => name).sort()).toEqual(
    [...new Set([...verbs, ...treeVerbs, 'updateOperator'])].sort(),
  );
});

const visible = pairs.filter(({ isVisible }) => isVisible);

test.each(visible)('a $actor can do everything for the $owner in its own name', async ({ actor, owner }) => {
  const organisation = tree[owner].globalId;
  const mark = `by-${actor}`;
  const [latest] = await world.rows<{ id: string }>('SELECT max("id") AS id FROM "Event"');
  for (const [field, input] of lifeOf(mark)) {
    const answer = await tree[actor].mutate(field, { ...input, organisation });
    const success = field.startsWith('preview') ? 'OrderPreview' : `${field[0]?.toUpperCase()}${field.slice(1)}Success`;
    expect(answer).toEqual({ __typename: success });
  }

  const { customer } = await tree[actor].graphql(
    `query ($remoteId: String!, $organisation: ID) {
      customer(remoteId: $remoteId, organisation: $organisation) {
        organisation { id } orders { nodes { remoteId organisation { id } } }
      }
    }`,
    { remoteId: `C-${mark}`, organisation },
  );
  const placed = (remoteId: string) => ({ remoteId, organisation: { id: organisation } });
  expect(customer).toEqual({
    organisation: { id: organisation },
    orders: { nodes: [placed(`O-${mark}`), placed(`K-${mark}`), placed(`R-${mark}`)] },
  });
  const callers = await world.rows<{ verb: string; actor: number }>(
    `SELECT "verb", "actorOrganisationId" AS actor FROM "Event"
     WHERE "organisationId" = $1 AND "actorOrganisationId" = $2 AND "id" > $3 ORDER BY "id"`,
    [tree[owner].organisationId, tree[actor].organisationId, latest?.id],
  );
  const written = verbs.filter((verb) => !verb.startsWith('preview'));
  expect(callers.map(({ verb }) => verb)).toEqual(written);
});

const sides = pairs.filter(({ actor, owner }) => actor !== owner);

/** Verbs that find nothing, because they begin something new. */
const creating = ['createCustomer', 'createKey', 'createOperator', 'createRole'];

/** Verbs to which the remote id is that of an order. */
const ofOrders = ['updateOrder', 'archiveOrder', 'restoreOrder'];

/** The codes of the refusals where a verb finds nothing of its own by the id it is given. */
const notFound: Readonly<Record<string, string>> = {
  customer: 'CUSTOMER_NOT_FOUND',
  remoteId: 'CUSTOMER_NOT_FOUND',
  firstOrder: 'ORDER_NOT_FOUND',
  email: 'USER_NOT_FOUND',
};

test.each(sides)('without naming it, a $actor never reaches objects of the $owner', async ({ actor, owner }) => {
  const mark = `only-${actor}-${owner}`;
  for (const [field, input] of lifeOf(mark)) {
    if (['createCustomer', 'createFirstOrder', 'createUser'].includes(field)) await tree[owner].mutate(field, input);
  }
  const calls = lifeOf(mark).filter(([field]) => !creating.includes(field));
  const answersTo = async (life: readonly Call[]) => {
    const answers: { code: string; message: string }[] = [];
    for (const [field, input] of life) answers.push(await tree[actor].mutate(field, input));
    return answers;
  };

  const answers = await world.withoutWriting(() => answersTo(calls));
  const identifying = ['customer', 'firstOrder', 'remoteId', 'email'];
  const codeOf = ([field, input]: Call) =>
    ofOrders.includes(field) ? 'ORDER_NOT_FOUND' : notFound[identifying.find((member) => member in input) ?? ''];
  expect(answers.map(({ code }) => code)).toEqual(calls.map(codeOf));
  const unknown = lifeOf('UNKNOWN').filter(([field]) => !creating.includes(field));
  const unheardOf = await world.withoutWriting(() => answersTo(unknown));
  expect(answers).toEqual(
    unheardOf.map(({ message, ...rest }) => ({ ...rest, message: message.replace('UNKNOWN', mark) })),
  );
});
