import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { moveAtTerminal } from '../../src/organisations/at-the-terminal.ts';
import type { Partner } from '../support/partner.ts';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// R21: while a subtree is moved back and forth, every answer shows the old tree or the new one, and never a mix.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

const vendor = await world.partner({ name: 'Vendor' });
const left = await world.partner({ name: 'Left', parent: vendor });
const right = await world.partner({ name: 'Right', parent: vendor });
const deep = await world.partner({ name: 'Deep', parent: right });
const moved = await world.partner({ name: 'Moved', parent: left });
const below = await world.partner({ name: 'Below', parent: moved });
const lowest = await world.partner({ name: 'Lowest', parent: below });
for (const partner of [moved, lowest]) await done(partner, customerCall());
await done(lowest, firstOrderCall());
const held = { organisation: lowest.globalId, firstOrder: 'ORDER-1' };

/** Several fields, on several levels, by all ways on which organisations are found. */
const whole = `query ($lowest: ID!) {
  viewer { organisation { name children { nodes { name children { nodes { name children { nodes { name } } } } } } } }
  organisations { totalCount nodes { name parent { name } } }
  organisation(id: $lowest) { parent { name parent { name parent { name } } } }
  subscription(firstOrder: "ORDER-1", organisation: $lowest) { holds { isLiftable placedBy { name } } }
}`;

async function look(partner: Partner): Promise<string> {
  return JSON.stringify(await partner.graphql(whole, { lowest: lowest.globalId }));
}

const lookers = { vendor, left, right, deep };
type Looker = keyof typeof lookers;
const names = Object.keys(lookers) as Looker[];

/** What each of them has seen. */
function nothingSeen(): Record<Looker, Set<string>> {
  return { vendor: new Set(), left: new Set(), right: new Set(), deep: new Set() };
}

/** Where the subtree stands in turn: on another level, so that every level would show a mix. */
const stands = [left, deep];

async function moveTo({ organisationId: parent }: Partner): Promise<void> {
  await moveAtTerminal(world, { organisation: moved.organisationId, parent });
}

test('1,000 reads see the tree before or after each move of a subtree', async () => {
  await left.mutate('suspendOrder', held);
  // From the first move on the hold belongs to whoever is above, so that it moves back and forth as well.
  await moveTo(deep);
  const trees = nothingSeen();
  for (const stand of stands) {
    await moveTo(stand);
    for (const name of names) trees[name].add(await look(lookers[name]));
  }
  expect(Object.values(trees).map((seen) => seen.size)).toEqual([2, 2, 2, 2]);

  let isReading = true;
  let moves = 0;
  const moving = (async () => {
    for (; isReading; moves++) {
      await moveTo(stands[moves % 2] as Partner);
      await sleep(20);
    }
  })();
  const mixed: string[] = [];
  const seen = nothingSeen();
  const readers = Array.from({ length: 4 }, async (_, reader) => {
    for (let read = 0; read < 250; read++) {
      const name = names[(reader + read) % names.length] as Looker;
      const answer = await look(lookers[name]);
      seen[name].add(answer);
      if (!trees[name].has(answer)) mixed.push(`${name}: ${answer}`);
    }
  });
  await Promise.all(readers);
  isReading = false;
  await moving;

  expect(mixed).toEqual([]);
  expect(seen).toEqual(trees);
  expect(moves).toBeGreaterThan(20);
});
