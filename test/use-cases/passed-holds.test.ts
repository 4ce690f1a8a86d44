import { expect, test } from 'vitest';
import { suspendOrder } from '../../src/orders/suspend-order.ts';
import { moveAtTerminal } from '../../src/organisations/at-the-terminal.ts';
import { holdLock } from '../support/locks.ts';
import type { Partner } from '../support/partner.ts';
import { sell } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// What becomes of holds when a partner is moved away from those who placed them.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

/** A vendor with two distributors, of which the one has a hub with a reseller, who has ORDER-1. */
async function createTree() {
  const vendor = await world.partner({ name: 'Vendor' });
  const [former, heir] = [await world.partner({ parent: vendor }), await world.partner({ parent: vendor })];
  const hub = await world.partner({ parent: former });
  const reseller = await world.partner({ parent: hub });
  await sell(reseller);
  return { vendor, former, heir, hub, reseller };
}

type Tree = Awaited<ReturnType<typeof createTree>>;

async function suspend(tree: Tree, ...by: Partner[]): Promise<void> {
  for (const partner of by) {
    const { __typename } = await partner.mutate('suspendOrder', {
      organisation: tree.reseller.globalId,
      firstOrder: 'ORDER-1',
      reason: `by ${partner.organisationId}`,
    });
    expect(__typename).toBe('SuspendOrderSuccess');
  }
}

async function move({ vendor, hub, heir }: Tree): Promise<void> {
  const { __typename } = await vendor.mutate('moveOrganisation', { organisation: hub.globalId, parent: heir.globalId });
  expect(__typename).toBe('MoveOrganisationSuccess');
}

/** The holds of ORDER-1: who has it, its reason, and whether it stands. */
async function holdsOf({ reseller }: Tree) {
  return world.rows<{ id: number; placedById: number; reason: string; stands: boolean }>(
    `SELECT "id", "placedById", "reason", "liftedAt" IS NULL AS stands FROM "Hold" WHERE "organisationId" = $1 ORDER BY "id"`,
    [reseller.organisationId],
  );
}

async function stateOf({ reseller }: Tree) {
  const [row] = await world.rows<{ holdCount: number }>(
    'SELECT "holdCount" FROM "Subscription" WHERE "organisationId" = $1',
    [reseller.organisationId],
  );
  const { subscription } = await reseller.graphql('{ subscription(firstOrder: "ORDER-1") { status } }');
  return [subscription.status, row?.holdCount];
}

/** What the moved organisation can read of the move. */
async function eventOf({ hub }: Tree) {
  const query = `query ($organisation: ID!) { events(last: 1, filter: { organisation: $organisation }) {
    nodes { verb before after } } }`;
  return (await hub.graphql(query, { organisation: hub.globalId })).events.nodes[0];
}

test('a hold whose owner is no longer above passes to the new parent, which can lift it', async () => {
  const tree = await createTree();
  await suspend(tree, tree.former);
  await move(tree);

  const [hold] = await holdsOf(tree);
  expect(hold).toMatchObject({ placedById: tree.heir.organisationId, reason: `by ${tree.former.organisationId}` });
  expect(await stateOf(tree)).toEqual(['SUSPENDED', 1]);
  expect(await eventOf(tree)).toEqual({
    verb: 'moveOrganisation',
    before: null,
    after: { passedHoldIds: [hold?.id], liftedHoldIds: [] },
  });
  const order = { organisation: tree.reseller.globalId, firstOrder: 'ORDER-1' };
  expect((await tree.former.mutate('resumeOrder', order)).code).toBe('ORGANISATION_NOT_FOUND');
  expect((await tree.heir.mutate('resumeOrder', order)).__typename).toBe('ResumeOrderSuccess');
  expect(await stateOf(tree)).toEqual(['ACTIVE', 0]);
});

test('holds of organisations that move along, or are above both parents, keep their owners', async () => {
  const tree = await createTree();
  const { vendor, hub, reseller } = tree;
  await suspend(tree, vendor, hub, reseller);
  const before = await holdsOf(tree);
  await move(tree);

  expect(await holdsOf(tree)).toEqual(before);
  expect((await eventOf(tree)).after).toEqual({ passedHoldIds: [], liftedHoldIds: [] });
  expect(await stateOf(tree)).toEqual(['SUSPENDED', 3]);
});

test('if the new parent already has a hold, the former one is lifted, and the subscription stays suspended', async () => {
  const tree = await createTree();
  const { former, heir, vendor, hub } = tree;
  await suspend(tree, former);
  await move(tree);
  await vendor.mutate('moveOrganisation', { organisation: hub.globalId, parent: former.globalId });
  await suspend(tree, vendor);
  // The hold went with the hub and came back; the heir places another one while it stands above again.
  await move(tree);
  await vendor.mutate('moveOrganisation', { organisation: hub.globalId, parent: former.globalId });
  const [first] = await holdsOf(tree);
  await world.rows(
    `INSERT INTO "Hold" ("organisationId", "subscriptionId", "placedById", "reason", "placedAt")
     SELECT "organisationId", "id", $1, 'its own', "createdAt" FROM "Subscription" WHERE "organisationId" = $2`,
    [heir.organisationId, tree.reseller.organisationId],
  );
  await world.rows('UPDATE "Subscription" SET "holdCount" = 3 WHERE "organisationId" = $1', [
    tree.reseller.organisationId,
  ]);
  await move(tree);

  expect((await holdsOf(tree)).map(({ placedById, stands }) => [placedById, stands])).toEqual([
    [former.organisationId, false],
    [vendor.organisationId, true],
    [heir.organisationId, true],
  ]);
  expect((await eventOf(tree)).after).toEqual({ passedHoldIds: [], liftedHoldIds: [first?.id] });
  expect(await stateOf(tree)).toEqual(['SUSPENDED', 2]);
});

test('of two holds that lose their owners one passes and the other is lifted', async () => {
  const tree = await createTree();
  const { former, hub, heir } = tree;
  const between = await world.partner({ parent: former });
  await former.mutate('moveOrganisation', { organisation: hub.globalId, parent: between.globalId });
  await suspend(tree, between, former);
  await move(tree);

  const [one, other] = await holdsOf(tree);
  expect([one, other].map((hold) => [hold?.placedById, hold?.stands])).toEqual([
    [heir.organisationId, true],
    [former.organisationId, false],
  ]);
  expect((await eventOf(tree)).after).toEqual({ passedHoldIds: [one?.id], liftedHoldIds: [other?.id] });
  expect(await stateOf(tree)).toEqual(['SUSPENDED', 1]);
});

test('a suspension during a move leaves no hold that nobody can lift', async () => {
  const tree = await createTree();
  const { former, hub, heir, reseller } = tree;
  const ctx = await former.context();
  const lock = await holdLock(world.databaseUrl, 'SELECT FROM "Organisation" WHERE "id" = $1 FOR UPDATE', [
    hub.organisationId,
  ]);

  const moving = moveAtTerminal(world, { organisation: hub.organisationId, parent: heir.organisationId });
  await lock.awaited(1);
  const suspending = suspendOrder(ctx, { organisation: reseller.organisationId, firstOrder: 'ORDER-1' });
  // It is refused as soon as the move is done, which may be before that has been told.
  const refused = expect(suspending).rejects.toMatchObject({ code: 'ORGANISATION_NOT_FOUND' });
  await lock.awaited(2);
  await lock.release();
  await moving;
  await refused;
  expect(await stateOf(tree)).toEqual(['ACTIVE', 0]);
});
