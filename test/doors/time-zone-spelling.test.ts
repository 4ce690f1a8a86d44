import { expect, test } from 'vitest';
import { migrate } from '../../src/db/server/migrate.ts';
import { operatorOf } from '../support/operators.ts';
import { runScript } from '../support/processes.ts';
import { askHub } from '../support/rest.ts';
import { createWorld } from '../support/world.ts';

// The name of a time zone is kept in the letter case of the tz database, however it was typed.

const world = await createWorld();

const storedZone = async (table: 'Organisation' | 'Operator', id: number) =>
  (await world.rows(`SELECT "timeZone" FROM "${table}" WHERE "id" = $1`, [id]))[0]?.['timeZone'];

test.each([
  ['asia/kathmandu', 'Asia/Kathmandu'],
  ['AMERICA/NEW_YORK', 'America/New_York'],
  ['utc', 'UTC'],
  ['america/port-au-prince', 'America/Port-au-Prince'],
  ['etc/gmt+3', 'Etc/GMT+3'],
  ['asia/calcutta', 'Asia/Calcutta'],
])('%s becomes %s in GraphQL, in the Hub dialect and at the terminal', async (typed, spelled) => {
  const partner = await world.partner();
  const organisation = '... on CreateOrganisationSuccess { organisation { databaseId timeZone } }';
  const operator = '... on CreateOperatorSuccess { operator { databaseId timeZone } }';
  const { organisation: below } = await partner.mutate(
    'createOrganisation',
    { name: 'Below', timeZone: typed },
    organisation,
  );
  const colleague = { name: 'Isa', email: 'isa@example.com', timeZone: typed };
  const { operator: isa } = await partner.mutate('createOperator', colleague, operator);
  const user = await askHub(world, partner, 'POST', '/users', {
    body: { name: 'Evan', email_address: 'evan@example.com', organisation: partner.organisationId, timezone: typed },
  });
  const terminal = runScript('organisation', { DATABASE_URL: world.databaseUrl }, [
    ...['create', '--name', 'Terminal', '--time-zone', typed, '--json'],
  ]);
  expect(await terminal.ended).toBe(0);
  const created = JSON.parse(terminal.stdout());

  expect([below.timeZone, isa.timeZone, user.body.timezone, created.timeZone]).toEqual(Array(4).fill(spelled));
  expect([
    await storedZone('Organisation', below.databaseId),
    await storedZone('Operator', isa.databaseId),
    await storedZone('Operator', user.body.id),
    await storedZone('Organisation', created.id),
  ]).toEqual(Array(4).fill(spelled));
});

test('another spelling of the same zone is not a change', async () => {
  const partner = await world.partner({ timeZone: 'Asia/Bahrain' });
  const selection = '... on UpdateOrganisationSuccess { organisation { timeZone } }';

  const { organisation } = await world.withoutWriting(() =>
    partner.mutate('updateOrganisation', { organisation: partner.globalId, timeZone: 'asia/BAHRAIN' }, selection),
  );

  expect(organisation).toEqual({ timeZone: 'Asia/Bahrain' });
});

test('the migration corrects stored names, and keeps aliases and unknown names', async () => {
  const partner = await world.partner();
  const { operatorId } = await operatorOf(world, partner);
  const store = async (table: 'Organisation' | 'Operator', id: number, zone: string) => {
    await world.rows(`UPDATE "${table}" SET "timeZone" = $2 WHERE "id" = $1`, [id, zone]);
  };
  const name = '20261130030000_time_zone_spelling';

  for (const [typed, spelled] of [
    ['asia/kathmandu', 'Asia/Kathmandu'],
    ['US/CENTRAL', 'US/Central'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['nowhere/unknown', 'nowhere/unknown'],
  ] as const) {
    await store('Organisation', partner.organisationId, typed);
    await store('Operator', operatorId, typed);
    await world.rows('DELETE FROM "_prisma_migrations" WHERE migration_name = $1', [name]);
    expect(await migrate(world.databaseUrl)).toEqual([name]);
    expect([
      await storedZone('Organisation', partner.organisationId),
      await storedZone('Operator', operatorId),
    ]).toEqual([spelled, spelled]);
  }
});
