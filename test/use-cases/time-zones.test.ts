import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/databases.ts';

test('the test, its machine and its database are in the time zone of the project', async () => {
  const client = new pg.Client({ connectionString: await createDatabase() });
  await client.connect();
  const { rows } = await client.query(`SELECT current_setting('TimeZone') AS zone`);
  await client.end();

  const zone = process.env['TZ'];
  expect(zone).toMatch(/^(UTC|Asia\/Bahrain|America\/New_York|Pacific\/Kiritimati)$/);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect([here, rows[0].zone]).toEqual([zone, zone]);
  const midsummer = { UTC: 0, 'Asia/Bahrain': -180, 'America/New_York': 240, 'Pacific/Kiritimati': -840 };
  expect(new Date('2026-07-01T00:00:00Z').getTimezoneOffset()).toBe(midsummer[zone as keyof typeof midsummer]);
});
