import { expect, test } from 'vitest';
import { createKeyAtTerminal } from '../../src/keys/create-key-at-terminal.ts';
import { revokeKeyAtTerminal } from '../../src/keys/revoke-key-at-terminal.ts';
import { holdLock } from '../support/locks.ts';
import type { Partner } from '../support/partner.ts';
import { recordStatements } from '../support/statements.ts';
import { createWorld } from '../support/world.ts';

// Requests of one credential that come at once share a lookup of it. None may be told what was so before it came.

const world = await createWorld();

const ask = async (partner: Partner) => (await partner.envelope('getCustomer', { id: 'nobody' })).code;

const letIn = 'CUSTOMER_NOT_FOUND';

const many = <Value>(count: number, make: () => Promise<Value>) => Promise.all(Array.from({ length: count }, make));

test('simultaneous requests share look-ups of their credential but not of other credentials', async () => {
  const [partner, other] = [await world.partner(), await world.partner()];
  await Promise.all([ask(partner), ask(other)]);

  const statements = recordStatements();
  const answers = await Promise.all([many(100, () => ask(partner)), ask(other)]);

  expect(answers).toEqual([Array.from({ length: 100 }, () => letIn), letIn]);
  const lookups = statements.filter((text) => text.includes('FROM "ApiKey"'));
  expect(lookups.length).toBeGreaterThanOrEqual(2);
  expect(lookups.length).toBeLessThan(100);
});

test('a credential revoked under load is refused from the next request on', async () => {
  for (let attempt = 0; attempt < 10; attempt++) {
    const owner = await world.partner();
    const { id, key } = await createKeyAtTerminal(world, { organisation: owner.organisationId });
    const partner = owner.withKey(key);
    let isOver = false;
    const users = many(8, async () => {
      while (!isOver) await ask(partner);
    });
    expect(await ask(partner)).toBe(letIn);

    await revokeKeyAtTerminal(world, { organisation: owner.organisationId, key: id });
    const answers = await many(20, () => ask(partner));
    isOver = true;
    await users;

    expect(answers).toEqual(Array.from({ length: 20 }, () => 'UNAUTHENTICATED'));
  }
});

test('a credential is accepted without delay even if its use cannot be recorded', async () => {
  const [partner, other] = [await world.partner(), await world.partner()];
  const lock = await holdLock(world.databaseUrl, 'SELECT FROM "ApiKey" WHERE "organisationId" = $1 FOR UPDATE', [
    partner.organisationId,
  ]);

  const answers = await many(50, () => ask(partner));
  const customer = { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } };
  const created = await other.envelope('createCustomer', customer);
  await lock.release();
  await ask(partner);

  expect(answers).toEqual(Array.from({ length: 50 }, () => letIn));
  expect(created.status).toBe(200);
  const keys = await world.rows<{ lastUsedAt: Date | null }>(
    'SELECT "lastUsedAt" FROM "ApiKey" WHERE "organisationId" = $1',
    [partner.organisationId],
  );
  expect(keys.map(({ lastUsedAt }) => lastUsedAt instanceof Date)).toEqual([true]);
});
