import { expect, test } from 'vitest';
import { authenticateAll } from '../../src/identity/authenticate.ts';
import { hashOf } from '../../src/identity/credential-format.ts';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { recordStatements } from '../support/statements.ts';
import { createWorld } from '../support/world.ts';

// Simultaneous requests of different credentials share a statement. Each still gets its own holder.

const world = await createWorld();

/** Waits for the holders that need another statement. */
const holdersOf = async (credentials: readonly string[]) =>
  Promise.all(await authenticateAll({ pool: world.pool, clock: world.clock }, credentials));

const lookUps = (statements: readonly string[]) => statements.filter((text) => text.includes('WITH holder AS'));

/** Gives the key of a partner a value with the format of an access token, as only keys of sandboxes can have. */
async function withTokenFormat(partner: Partner): Promise<Partner> {
  const key = `token_${partner.organisationId}`;
  await world.rows('UPDATE "ApiKey" SET "hash" = $2 WHERE "hash" = $1', [hashOf(partner.key), hashOf(key)]);
  return partner.withKey(key);
}

test('each of several keys gets its own holder, in one statement', async () => {
  const partners = [await world.partner(), await world.partner({ sandbox: false }), await world.partner()] as const;
  await partners[0].advanceTo('2100-01-01T00:00:00Z');
  const expected = await Promise.all(partners.map((partner) => partner.context()));

  const statements = recordStatements();
  const holders = await holdersOf(partners.map(({ key }) => key));

  expect(lookUps(statements)).toHaveLength(1);
  expect(holders.map((holder) => holder?.actor)).toEqual(expected.map(({ actor }) => actor));
  expect(holders.map((holder) => holder?.actor.organisationId)).toEqual(
    partners.map(({ organisationId }) => organisationId),
  );
  expect(String(holders[0]?.asOf)).toBe('2100-01-01T00:00:00Z');
});

test('keys and tokens of any format keep the order of the credentials, and unknown ones have no holder', async () => {
  const partner = await world.partner();
  const operator = await operatorOf(world, partner, { permissions: ['order:renew'] });
  const sandbox = await withTokenFormat(await world.partner());
  const revoked = await world.partner();
  await world.rows('UPDATE "ApiKey" SET "revokedAt" = now() WHERE "hash" = $1', [hashOf(revoked.key)]);

  const holders = await holdersOf(['nonsense', operator.key, sandbox.key, revoked.key, partner.key, 'token_unknown']);

  expect(holders.map((holder) => holder?.actor.credential)).toEqual([
    undefined,
    {
      kind: 'API_CLIENT',
      organisationId: partner.organisationId,
      clientId: operator.clientId,
      operatorId: operator.operatorId,
    },
    { kind: 'API_KEY', organisationId: sandbox.organisationId, keyId: expect.any(Number) },
    undefined,
    { kind: 'API_KEY', organisationId: partner.organisationId, keyId: expect.any(Number) },
    undefined,
  ]);
  expect(holders[1]?.actor.permissions).toEqual(new Set(['order:renew']));
});

test('the use of each credential is recorded', async () => {
  const partners = [await world.partner(), await world.partner()];

  await holdersOf([...partners.map(({ key }) => key), 'nonsense']);

  expect(
    await world.rows(
      'SELECT "organisationId" FROM "ApiKey" WHERE "hash" = ANY($1) AND "lastUsedAt" IS NOT NULL ORDER BY 1',
      [partners.map(({ key }) => hashOf(key))],
    ),
  ).toEqual(partners.map(({ organisationId }) => ({ organisationId })));
});
