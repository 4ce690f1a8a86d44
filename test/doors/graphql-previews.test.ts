import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { changeSeatsCall, done, renewalCall, sell } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// What is told of a verb before it is called, and what it then does.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

/** A partner below another one, with ORDER-1 of 20 seats from new year's day at ten until 1 February. */
async function seller() {
  const above = await world.partner();
  const partner = await world.partner({ parent: above });
  await sell(partner, '2028-01-01T10:00:00Z');
  return { above, partner };
}

const firstOrder = { firstOrder: 'ORDER-1' };
const renewal = { ...firstOrder, remoteId: 'RENEWAL-1' };

type Step = (partner: Partner, above: Partner) => Promise<unknown>;

const inWindow: Step = (partner) => partner.advanceTo('2028-01-17T10:00:00Z');
const expire: Step = (partner) => partner.advanceTo('2028-02-01T10:00:00Z');
const renew: Step = (partner) => done(partner, renewalCall({ id: 'RENEWAL-0' }));
const hold: Step = (partner) => partner.mutate('suspendOrder', firstOrder);
const holdFromAbove: Step = (partner, above) =>
  above.mutate('suspendOrder', { ...firstOrder, organisation: partner.globalId });
const cancel: Step = (partner) => partner.mutate('cancelOrder', firstOrder);
const cancelLater: Step = (partner) => partner.mutate('cancelOrder', { ...firstOrder, at: 'END_OF_TERM' });

/** Where a subscription may be in its life. */
const situations: Readonly<Record<string, readonly Step[]>> = {
  'just sold': [],
  'in its window': [inWindow],
  'renewed already': [inWindow, renew],
  expired: [expire],
  held: [hold],
  'held in its window': [inWindow, hold],
  'held from above in its window': [inWindow, holdFromAbove],
  'held by both, expired': [hold, holdFromAbove, expire],
  'due to be cancelled': [cancelLater],
  'due to be cancelled in its window': [cancelLater, inWindow],
  'cancelled at its end': [cancelLater, expire],
  cancelled: [cancel],
};

async function sellerIn(steps: readonly Step[]) {
  const { partner, above } = await seller();
  for (const step of steps) await step(partner, above);
  return partner;
}

const preview = '... on OrderPreview { isRetry status term { startsAt endsAt seats } cancelsAt effects warnings }';
const nothing = { __typename: 'OrderPreview', isRetry: false, term: null, cancelsAt: null, effects: [], warnings: [] };
const january = { startsAt: '2028-01-01T10:00:00Z', endsAt: '2028-02-01T10:00:00Z' };
const february = { startsAt: '2028-02-01T10:00:00Z', endsAt: '2028-03-01T10:00:00Z' };

interface Preview {
  readonly what: string;
  readonly verb: string;
  readonly preview: string;
  readonly steps: readonly Step[];
  readonly input: Readonly<Record<string, unknown>>;
  readonly told: Readonly<Record<string, unknown>>;
}

const renewals = { verb: 'createRenewalOrder', preview: 'previewRenewalOrder', input: renewal };
const changes = { verb: 'changeSeats', preview: 'previewChangeSeats' };
const suspensions = { verb: 'suspendOrder', preview: 'previewSuspendOrder', input: firstOrder };
const cancellations = { verb: 'cancelOrder', preview: 'previewCancelOrder', input: firstOrder };

const addUsers: Step = async (partner) => {
  for (const email of ['a@example.com', 'b@example.com'])
    await partner.mutate('createUser', { email, customer: 'ABC' });
};

const previews: readonly Preview[] = [
  {
    what: 'a renewal in the window follows without a gap',
    ...renewals,
    steps: [inWindow],
    told: { status: 'ACTIVE', term: { ...february, seats: 20 }, effects: ['ADDS_TERM'] },
  },
  {
    what: 'a renewal after the end starts a new run',
    ...renewals,
    steps: [expire, (partner) => partner.advanceTo('2028-02-10T12:00:00Z')],
    told: {
      status: 'ACTIVE',
      term: { startsAt: '2028-02-10T12:00:00Z', endsAt: '2028-03-10T12:00:00Z', seats: 20 },
      effects: ['ADDS_TERM', 'STARTS_NEW_RUN'],
    },
  },
  {
    what: 'a renewal lifts the holds',
    ...renewals,
    steps: [inWindow, hold],
    told: { status: 'ACTIVE', term: { ...february, seats: 20 }, effects: ['ADDS_TERM', 'LIFTS_HOLDS'] },
  },
  {
    what: 'a renewal with fewer seats than users warns',
    ...renewals,
    input: { ...renewal, seats: 1 },
    steps: [addUsers, inWindow],
    told: {
      status: 'ACTIVE',
      term: { ...february, seats: 1 },
      effects: ['ADDS_TERM'],
      warnings: ['FEWER_SEATS_THAN_ACTIVE_USERS'],
    },
  },
  {
    what: 'more seats for the current term',
    ...changes,
    input: { ...firstOrder, remoteId: 'CHANGE-1', seats: 30 },
    steps: [],
    told: { status: 'ACTIVE', term: { ...january, seats: 30 }, effects: ['RAISES_SEATS'] },
  },
  {
    what: 'more seats for the current term and the next',
    ...changes,
    input: { ...firstOrder, remoteId: 'CHANGE-1', seats: 30 },
    steps: [inWindow, renew],
    told: { status: 'ACTIVE', term: { ...january, seats: 30 }, effects: ['RAISES_SEATS', 'RAISES_SEATS_OF_NEXT_TERM'] },
  },
  { what: 'a hold', ...suspensions, steps: [], told: { status: 'SUSPENDED', effects: ['PLACES_HOLD'] } },
  { what: 'a hold that stands', ...suspensions, steps: [hold], told: { status: 'SUSPENDED' } },
  {
    what: 'another reason of a hold that stands',
    ...suspensions,
    input: { ...firstOrder, reason: 'Unpaid' },
    steps: [hold],
    told: { status: 'SUSPENDED', effects: ['CHANGES_HOLD_REASON'] },
  },
  {
    what: 'the reason that a hold has already',
    ...suspensions,
    input: { ...firstOrder, reason: 'Unpaid' },
    steps: [(partner) => partner.mutate('suspendOrder', { ...firstOrder, reason: 'Unpaid' })],
    told: { status: 'SUSPENDED' },
  },
  {
    what: 'a hold of an expired one, which stays expired',
    ...suspensions,
    steps: [expire],
    told: { status: 'EXPIRED', effects: ['PLACES_HOLD'] },
  },
  {
    what: 'a cancellation at once ends the term',
    ...cancellations,
    steps: [inWindow],
    told: {
      status: 'CANCELLED',
      term: { ...january, endsAt: '2028-01-17T10:00:00Z', seats: 20 },
      effects: ['CANCELS', 'ENDS_CURRENT_TERM'],
    },
  },
  {
    what: 'a cancellation at once voids the next term',
    ...cancellations,
    steps: [inWindow, renew],
    told: {
      status: 'CANCELLED',
      term: { ...january, endsAt: '2028-01-17T10:00:00Z', seats: 20 },
      effects: ['CANCELS', 'ENDS_CURRENT_TERM', 'VOIDS_NEXT_TERM'],
    },
  },
  {
    what: 'the end of an expired one',
    ...cancellations,
    steps: [expire],
    told: { status: 'CANCELLED', effects: ['CANCELS'] },
  },
  { what: 'what is cancelled already', ...cancellations, steps: [cancel], told: { status: 'CANCELLED' } },
  {
    what: 'a cancellation at the end of the last sold term',
    ...cancellations,
    input: { ...firstOrder, at: 'END_OF_TERM' },
    steps: [inWindow, renew],
    told: { status: 'ACTIVE', cancelsAt: '2028-03-01T10:00:00Z', effects: ['SCHEDULES_CANCELLATION'] },
  },
];

test.each(previews)(
  '$preview predicts $what, and $verb does it',
  async ({ verb, preview: field, steps, input, told }) => {
    const partner = await sellerIn(steps);

    const before = await world.withoutWriting(() => partner.mutate(field, input, preview));
    expect(before).toEqual({ ...nothing, ...told });
    const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Success`;
    const state = 'status cancelsAt terms { nodes { startsAt endsAt seats } }';
    const { subscription } = await partner.mutate(verb, input, `... on ${type} { subscription { ${state} } }`);
    expect([subscription.status, subscription.cancelsAt]).toEqual([before.status, before.cancelsAt]);
    if (before.term !== null) expect(subscription.terms.nodes).toContainEqual(before.term);
  },
);

test('previewFirstOrder returns the first term, and createFirstOrder sells it', async () => {
  const { partner } = await seller();
  const input = { customer: 'ABC', remoteId: 'ORDER-2', product: 'oo-std', seats: 3, duration: 'YEARLY' };
  const term = { startsAt: '2028-01-01T10:00:00Z', endsAt: '2029-01-01T10:00:00Z', seats: 3 };

  const told = await world.withoutWriting(() => partner.mutate('previewFirstOrder', input, preview));
  expect(told).toEqual({ ...nothing, status: 'ACTIVE', term, effects: ['OPENS_SUBSCRIPTION', 'ADDS_TERM'] });
  const selection = '... on CreateFirstOrderSuccess { subscription { currentTerm { startsAt endsAt seats } } }';
  expect((await partner.mutate('createFirstOrder', input, selection)).subscription.currentTerm).toEqual(term);
});

test('a preview of an identical order with the same id reports a retry', async () => {
  const partner = await sellerIn([inWindow, renew, (one) => done(one, changeSeatsCall())]);
  const first = { customer: 'ABC', remoteId: 'ORDER-1', product: 'oo-lite', seats: 20, duration: 'MONTHLY' };

  const retries = [
    await partner.mutate('previewFirstOrder', first, preview),
    await partner.mutate('previewRenewalOrder', { ...renewal, remoteId: 'RENEWAL-0' }, preview),
    await partner.mutate('previewChangeSeats', { ...firstOrder, remoteId: 'CHANGE-1', seats: 30 }, preview),
  ];
  expect(retries).toEqual(retries.map(() => ({ ...nothing, isRetry: true, status: 'ACTIVE' })));
});

const names = Object.keys(situations);

test.each(names)('%s: renewalEligibility predicts createRenewalOrder', async (name) => {
  const partner = await sellerIn(situations[name] ?? []);
  const { subscription } = await partner.graphql(
    '{ subscription(firstOrder: "ORDER-1") { renewalEligibility { allowed reason opensAt term { startsAt endsAt } } } }',
  );
  const { allowed, reason, opensAt, term } = subscription.renewalEligibility;

  const answer = await partner.mutate(
    'createRenewalOrder',
    renewal,
    '... on RenewalTooEarlyError { opensAt } ... on CreateRenewalOrderSuccess { order { terms { nodes { startsAt endsAt } } } }',
  );
  expect([allowed, reason]).toEqual([answer.__typename === 'CreateRenewalOrderSuccess', answer.code ?? null]);
  if (allowed) expect(answer.order.terms.nodes).toEqual([term]);
  if (answer.opensAt !== undefined) expect(opensAt).toBe(answer.opensAt);
});

test.each(names)('%s: the term that becomes possible with time is the one that a renewal then adds', async (name) => {
  const partner = await sellerIn(situations[name] ?? []);
  const { subscription } = await partner.graphql(
    '{ subscription(firstOrder: "ORDER-1") { renewalEligibility { allowed reason opensAt term { startsAt endsAt } } } }',
  );
  const { allowed, reason, opensAt, term } = subscription.renewalEligibility;
  const isAwaited = reason === 'RENEWAL_TOO_EARLY' || reason === 'NEXT_TERM_SOLD';

  expect(term === null).toBe(!allowed && !isAwaited);
  if (!isAwaited) return;
  await partner.advanceTo(opensAt);
  const selection = '... on CreateRenewalOrderSuccess { order { terms { nodes { startsAt endsAt } } } }';
  expect((await partner.mutate('createRenewalOrder', renewal, selection)).order.terms.nodes).toEqual([term]);
});

const verbs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  createRenewalOrder: renewal,
  changeSeats: { ...firstOrder, remoteId: 'CHANGE-1', seats: 500 },
  suspendOrder: firstOrder,
  resumeOrder: firstOrder,
  cancelOrder: firstOrder,
  keepOrder: firstOrder,
};

test.each(names)('%s: the allowed actions are exactly the verbs that change something', async (name) => {
  const steps = situations[name] ?? [];
  const [partner, ...others] = await Promise.all([sellerIn(steps), ...Object.keys(verbs).map(() => sellerIn(steps))]);
  const { subscription } = await partner.graphql('{ subscription(firstOrder: "ORDER-1") { allowedActions } }');

  const changing: string[] = [];
  for (const [index, [verb, input]] of Object.entries(verbs).entries()) {
    const other = others[index] ?? partner;
    const before = await other.story();
    await other.mutate(verb, input);
    const isChanged = (await other.story()).slice(before.length).some((line) => line.endsWith(verb));
    if (isChanged) changing.push(verb);
  }
  expect(subscription.allowedActions).toEqual(changing);
});
