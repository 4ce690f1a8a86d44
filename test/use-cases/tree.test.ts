import fc from 'fast-check';
import { expect, test } from 'vitest';
import { archiveOrganisation } from '../../src/organisations/archive-organisation.ts';
import { createAtTerminal, moveAtTerminal } from '../../src/organisations/at-the-terminal.ts';
import { createOrganisation } from '../../src/organisations/create-organisation.ts';
import { moveOrganisation } from '../../src/organisations/move-organisation.ts';
import { restoreOrganisation } from '../../src/organisations/restore-organisation.ts';
import { DomainError } from '../../src/shared/domain-error.ts';
import { closureFaults } from '../support/closure.ts';
import { holdLock } from '../support/locks.ts';
import { createWorld } from '../support/world.ts';

// The closure says what `parentId` says, whoever moves what at the same time.

const world = await createWorld();

/** Each number is the parent of the next organisation, counted from the root; each pair is a move of one below another. */
const shapes = fc.tuple(
  fc.array(fc.nat(), { minLength: 3, maxLength: 7 }),
  fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 }),
);

/** A tree of this shape, as our ids, from the root on. */
async function treeOf(parents: readonly number[]): Promise<number[]> {
  const ids = [(await createAtTerminal(world, { name: 'Root' })).id];
  for (const parent of parents) {
    ids.push((await createAtTerminal(world, { name: 'Below', parent: ids[parent % ids.length] })).id);
  }
  return ids;
}

async function parentOf(id: number): Promise<number | null> {
  const [row] = await world.rows<{ parentId: number | null }>('SELECT "parentId" FROM "Organisation" WHERE "id" = $1', [
    id,
  ]);
  return row?.parentId ?? null;
}

/** `moved`, or why not. */
async function outcomeOf(move: Promise<unknown>): Promise<string> {
  return move.then(
    () => 'moved',
    (error: unknown) => {
      if (error instanceof DomainError) return error.code;
      throw error;
    },
  );
}

test('the closure matches parentId after any sequence of moves', async () => {
  await fc.assert(
    fc.asyncProperty(shapes, async ([parents, moves]) => {
      const ids = await treeOf(parents);
      for (const [from, to] of moves) {
        const [organisation, parent] = [ids[from % ids.length] as number, ids[to % ids.length] as number];
        const outcome = await outcomeOf(moveAtTerminal(world, { organisation, parent }));
        expect(['moved', 'MOVE_BELOW_ITSELF']).toContain(outcome);
        if (outcome === 'moved') expect(await parentOf(organisation)).toBe(parent);
      }
      expect(await closureFaults(world)).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test('the closure matches parentId after simultaneous moves and creations', async () => {
  await fc.assert(
    fc.asyncProperty(shapes, async ([parents, moves]) => {
      const ids = await treeOf(parents);
      await Promise.all(
        moves.flatMap(([from, to]) => {
          const [organisation, parent] = [ids[from % ids.length] as number, ids[to % ids.length] as number];
          return [
            outcomeOf(moveAtTerminal(world, { organisation, parent })),
            outcomeOf(createAtTerminal(world, { name: 'New', parent: organisation })),
          ];
        }),
      );
      expect(await closureFaults(world)).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test('of two opposite simultaneous moves one is refused, and there is never a cycle', async () => {
  const root = await world.partner();
  const [one, other] = [await world.partner({ parent: root }), await world.partner({ parent: root })];
  const ctx = await root.context();
  const [a, b] = [one.organisationId, other.organisationId];
  const lock = await holdLock(world.databaseUrl, `SELECT pg_advisory_xact_lock(hashtext('tenure: tree'))`);

  const moves = [
    outcomeOf(moveOrganisation(ctx, { organisation: a, parent: b })),
    outcomeOf(moveOrganisation(ctx, { organisation: b, parent: a })),
  ];
  await lock.awaited(2);
  await lock.release();
  expect((await Promise.all(moves)).sort()).toEqual(['MOVE_BELOW_ITSELF', 'moved']);
  expect(await closureFaults(world)).toEqual([]);
});

test('an actor that is no longer above when its move runs finds and moves nothing', async () => {
  const root = await world.partner();
  const [former, next] = [await world.partner({ parent: root }), await world.partner({ parent: root })];
  const moved = await world.partner({ parent: former });
  const child = await world.partner({ parent: former });
  const [ctx, organisation] = [await former.context(), moved.organisationId];
  await moveOrganisation(await root.context(), { organisation, parent: next.organisationId });

  const attempts = await world.withoutWriting(() =>
    Promise.all([
      outcomeOf(moveOrganisation(ctx, { organisation, parent: child.organisationId })),
      outcomeOf(moveOrganisation(ctx, { organisation: child.organisationId, parent: organisation })),
      outcomeOf(createOrganisation(ctx, { name: 'Below', parent: organisation })),
      outcomeOf(archiveOrganisation(ctx, { organisation })),
      outcomeOf(restoreOrganisation(ctx, { organisation })),
    ]),
  );
  expect(new Set(attempts)).toEqual(new Set(['ORGANISATION_NOT_FOUND']));
});

test('an organisation is not created below one that is being archived, nor the other way round', async () => {
  const root = await world.partner();
  const parent = await world.partner({ parent: root });
  const ctx = await root.context();
  const { organisationId } = parent;
  const lock = await holdLock(world.databaseUrl, `SELECT pg_advisory_xact_lock(hashtext('tenure: tree'))`);

  const attempts = [
    outcomeOf(archiveOrganisation(ctx, { organisation: organisationId })),
    outcomeOf(createOrganisation(ctx, { name: 'Below', parent: organisationId })),
  ];
  await lock.awaited(2);
  await lock.release();
  expect([
    ['moved', 'ORGANISATION_ARCHIVED'],
    ['NOT_ARCHIVED_BELOW', 'moved'],
  ]).toContainEqual(await Promise.all(attempts));
});

test('nothing moves between a sandbox and a real tree or between two sandboxes, but a whole real tree can move', async () => {
  const [sandbox, other] = [await world.partner(), await world.partner()];
  const [real, below] = [await world.partner({ sandbox: false }), await world.partner({ sandbox: false })];
  const move = (organisation: number, parent: number) => outcomeOf(moveAtTerminal(world, { organisation, parent }));
  const child = await world.partner({ parent: sandbox });

  const refused = await world.withoutWriting(async () => [
    await move(child.organisationId, other.organisationId),
    await move(child.organisationId, real.organisationId),
    await move(real.organisationId, sandbox.organisationId),
    await move(sandbox.organisationId, other.organisationId),
  ]);
  expect(new Set(refused)).toEqual(new Set(['MOVE_ACROSS_CLOCKS']));
  expect(await move(below.organisationId, real.organisationId)).toBe('moved');
  expect((await real.context()).actor.organisationIds).toContain(below.organisationId);
  expect(await closureFaults(world)).toEqual([]);
});
