import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// Holds of organisations above, and what those below are told of them.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

/** A reseller's order, held by the vendor, then by the distributor between them, then by the reseller. */
async function heldThrice() {
  const vendor = await world.partner({ name: 'Vendor' });
  const distributor = await world.partner({ name: 'Distributor', parent: vendor });
  const reseller = await world.partner({ name: 'Reseller', parent: distributor, renewalWindowDays: 40 });
  await reseller.advanceTo('2027-01-01T10:00:00Z');
  await done(reseller, customerCall());
  await done(reseller, firstOrderCall());
  const organisation = reseller.globalId;
  const hold = { organisation, firstOrder: 'ORDER-1' };
  for (const [holder, day, reason] of [
    [vendor, '02', 'Fraud'],
    [distributor, '03', 'Unpaid'],
    [reseller, '04', undefined],
  ] as const) {
    await reseller.advanceTo(`2027-01-${day}T10:00:00Z`);
    await holder.mutate('suspendOrder', { ...hold, reason });
  }
  return { vendor, distributor, reseller, hold };
}

async function holdsSeenBy(viewer: Partner, { organisation }: { organisation: string }) {
  const { subscription } = await viewer.graphql(
    `query ($organisation: ID) {
      subscription(firstOrder: "ORDER-1", organisation: $organisation) {
        status holds { reason placedAt liftedAt isYours isLiftable placedBy { id } }
      }
    }`,
    { organisation },
  );
  return subscription;
}

const seen = (day: string, reason: string | null, rest: object) => ({
  placedAt: `2027-01-${day}T10:00:00Z`,
  liftedAt: null,
  reason,
  ...rest,
});

test('the owner of a hold above is not shown, and its hold cannot be lifted from below', async () => {
  const { vendor, distributor, reseller, hold } = await heldThrice();
  const yours = ({ globalId: id }: Partner) => ({ isYours: true, isLiftable: true, placedBy: { id } });
  const below = ({ globalId: id }: Partner) => ({ isYours: false, isLiftable: true, placedBy: { id } });
  const above = { isYours: false, isLiftable: false, placedBy: null };

  expect(await holdsSeenBy(vendor, hold)).toEqual({
    status: 'SUSPENDED',
    holds: [
      seen('02', 'Fraud', yours(vendor)),
      seen('03', 'Unpaid', below(distributor)),
      seen('04', null, below(reseller)),
    ],
  });
  expect(await holdsSeenBy(distributor, hold)).toEqual({
    status: 'SUSPENDED',
    holds: [seen('02', 'Fraud', above), seen('03', 'Unpaid', yours(distributor)), seen('04', null, below(reseller))],
  });
  expect(await holdsSeenBy(reseller, hold)).toEqual({
    status: 'SUSPENDED',
    holds: [seen('02', 'Fraud', above), seen('03', 'Unpaid', above), seen('04', null, yours(reseller))],
  });
});

test('each organisation lifts its own and lower holds, and the others stay', async () => {
  const { vendor, distributor, reseller, hold } = await heldThrice();
  const reasonsLeft = async () => {
    const { status, holds } = await holdsSeenBy(vendor, hold);
    return [status, holds.map(({ placedBy }: { placedBy: { id: string } }) => placedBy.id)];
  };

  await reseller.mutate('resumeOrder', { firstOrder: 'ORDER-1' });
  expect(await reasonsLeft()).toEqual(['SUSPENDED', [vendor.globalId, distributor.globalId]]);
  await reseller.mutate('suspendOrder', { firstOrder: 'ORDER-1' });
  await distributor.mutate('resumeOrder', hold);
  expect(await reasonsLeft()).toEqual(['SUSPENDED', [vendor.globalId]]);
  await vendor.mutate('resumeOrder', hold);
  expect(await reasonsLeft()).toEqual(['ACTIVE', []]);
});

test('if only a hold from above exists, resuming from below writes nothing', async () => {
  const { distributor, reseller, hold } = await heldThrice();
  await reseller.mutate('resumeOrder', hold);

  const answer = await world.withoutWriting(() =>
    reseller.mutate('resumeOrder', hold, '... on ResumeOrderSuccess { subscription { status allowedActions } }'),
  );
  expect(answer).toEqual({
    __typename: 'ResumeOrderSuccess',
    subscription: { status: 'SUSPENDED', allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder'] },
  });
  expect((await holdsSeenBy(distributor, hold)).holds).toHaveLength(2);
});

test('a renewal from below is refused during a hold from above, with its start but not its owner', async () => {
  const { vendor, distributor, reseller, hold } = await heldThrice();
  const renewal = { ...hold, remoteId: 'RENEWAL-1' };
  const facts =
    '... on SubscriptionRefusal { firstOrder status allowedActions } ... on HoldNotYoursError { heldSince }';

  for (const partner of [distributor, reseller]) {
    const refusal = {
      __typename: 'HoldNotYoursError',
      code: 'HOLD_NOT_YOURS',
      message:
        'Subscription "ORDER-1" was suspended at 2027-01-02T10:00:00Z by an organisation above yours. Ask that organisation to resume it.',
      firstOrder: 'ORDER-1',
      status: 'SUSPENDED',
      allowedActions: ['changeSeats', 'resumeOrder', 'cancelOrder'],
      heldSince: '2027-01-02T10:00:00Z',
    };
    expect(await world.withoutWriting(() => partner.mutate('createRenewalOrder', renewal, facts))).toEqual(refusal);
    expect(await partner.mutate('previewRenewalOrder', renewal, facts)).toEqual(refusal);
    const { subscription } = await partner.graphql(
      `{ subscription(firstOrder: "ORDER-1", organisation: "${hold.organisation}") {
        renewalEligibility { allowed reason opensAt term { startsAt } }
      } }`,
    );
    expect(subscription.renewalEligibility).toEqual({
      allowed: false,
      reason: 'HOLD_NOT_YOURS',
      opensAt: '2027-01-01T10:00:00Z',
      term: null,
    });
  }

  const renewed = await vendor.mutate(
    'createRenewalOrder',
    renewal,
    '... on CreateRenewalOrderSuccess { subscription { status holds { id } lastEndsAt } }',
  );
  expect(renewed.subscription).toEqual({ status: 'ACTIVE', holds: [], lastEndsAt: '2027-03-01T10:00:00Z' });
});

test('a lifted hold stays readable by its id, with the time of lifting', async () => {
  const { vendor, reseller, hold } = await heldThrice();
  const { subscription } = await reseller.graphql('{ subscription(firstOrder: "ORDER-1") { holds { id } } }');
  const ids = subscription.holds.map(({ id }: { id: string }) => id);
  await vendor.mutate('resumeOrder', hold);

  const { nodes } = await reseller.graphql(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Hold { liftedAt isLiftable isYours placedBy { id } } } }',
    { ids },
  );
  const lifted = { liftedAt: '2027-01-04T10:00:00Z', isLiftable: false };
  expect(nodes).toEqual([
    { ...lifted, isYours: false, placedBy: null },
    { ...lifted, isYours: false, placedBy: null },
    { ...lifted, isYours: true, placedBy: { id: reseller.globalId } },
  ]);
});

test('events name their cause, except an organisation above', async () => {
  const { vendor, distributor, reseller, hold } = await heldThrice();
  const actorsSeenBy = async (viewer: Partner) => {
    const { events } = await viewer.graphql(
      `query ($filter: EventFilter) { events(filter: $filter) { nodes { verb actorKind actorOrganisation { id } } } }`,
      { filter: { organisation: hold.organisation, verb: ['suspendOrder', 'createOrganisation'] } },
    );
    return events.nodes.map((event: Record<string, unknown>) => [event['actorKind'], event['actorOrganisation']]);
  };

  const [v, d, r] = [vendor, distributor, reseller].map(({ globalId }) => globalId);
  const actors = (...ids: (string | undefined | null)[]) => [
    ['TERMINAL', null],
    ...ids.map((id) => ['API_KEY', id ? { id } : null]),
  ];
  expect(await actorsSeenBy(vendor)).toEqual(actors(v, d, r));
  expect(await actorsSeenBy(distributor)).toEqual(actors(null, d, r));
  expect(await actorsSeenBy(reseller)).toEqual(actors(null, null, r));
});

test('a repeated suspension changes the reason of the own hold, which keeps its id and start', async () => {
  const { distributor, reseller, hold } = await heldThrice();
  const idsOf = () =>
    world.rows(
      `SELECT "id", "placedById", "reason", "placedAt", "liftedAt" FROM "Hold" WHERE "organisationId" = $1 ORDER BY 1`,
      [reseller.organisationId],
    );
  const before = await idsOf();
  await reseller.advanceTo('2027-01-05T10:00:00Z');

  const changed = await distributor.mutate('suspendOrder', { ...hold, reason: 'Two invoices unpaid' });
  const after = await idsOf();
  const again = await world.withoutWriting(() =>
    distributor.mutate('suspendOrder', { ...hold, reason: 'Two invoices unpaid' }),
  );
  const without = await world.withoutWriting(() => distributor.mutate('suspendOrder', hold));

  expect([changed, again, without]).toEqual(Array(3).fill({ __typename: 'SuspendOrderSuccess' }));
  expect(after).toEqual(before.map((row, index) => (index === 1 ? { ...row, reason: 'Two invoices unpaid' } : row)));
  const seenAbove = (await holdsSeenBy(distributor, hold)).holds.map(
    ({ reason, placedAt }: Record<string, unknown>) => [reason, placedAt],
  );
  expect(seenAbove).toEqual([
    ['Fraud', '2027-01-02T10:00:00Z'],
    ['Two invoices unpaid', '2027-01-03T10:00:00Z'],
    [null, '2027-01-04T10:00:00Z'],
  ]);
});

test('the event of a changed reason names the member but not the text', async () => {
  const { distributor, reseller, hold } = await heldThrice();
  await reseller.advanceTo('2027-01-05T10:00:00Z');
  await distributor.mutate('suspendOrder', { ...hold, reason: 'Two invoices unpaid' });

  const events = await world.rows<{ before: unknown; after: { holdId: number }; occurredAt: Date }>(
    `SELECT "before", "after", "occurredAt" FROM "Event" WHERE "organisationId" = $1 AND "verb" = 'suspendOrder' ORDER BY "id"`,
    [reseller.organisationId],
  );

  const [, placed, , changed] = events;
  expect(placed?.after).toEqual({ status: 'SUSPENDED', holdId: placed?.after.holdId });
  expect(changed).toEqual({
    before: { status: 'SUSPENDED' },
    after: { status: 'SUSPENDED', holdId: placed?.after.holdId, changed: ['reason'] },
    occurredAt: new Date('2027-01-05T10:00:00Z'),
  });
  expect(JSON.stringify(events)).not.toMatch(/unpaid/i);
});

test("an organisation cannot change the reason of another organisation's hold", async () => {
  const { vendor, reseller, hold } = await heldThrice();

  await reseller.mutate('suspendOrder', { firstOrder: 'ORDER-1', reason: 'On request' });

  const { holds } = await holdsSeenBy(vendor, hold);
  expect(holds.map(({ reason }: { reason: string }) => reason)).toEqual(['Fraud', 'Unpaid', 'On request']);
});
