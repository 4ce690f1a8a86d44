import { readdirSync, readFileSync } from 'node:fs';
import { parseCrontab } from 'graphile-worker';
import { expect, test } from 'vitest';
import { jobs } from '../../jobs/registry.ts';
import * as definitions from '../../src/queue/definitions.ts';

const crontab = readFileSync('jobs/crontab', 'utf8');
const lines = crontab.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
const jobNames = jobs.map(({ name }) => name).sort();

test('every line of the crontab is valid and names an existing job', () => {
  const items = parseCrontab(crontab);

  expect(items).toHaveLength(lines.length);
  expect(items.map(({ task }) => task).filter((task) => !jobNames.includes(task))).toEqual([]);
});

test('every line of the crontab has a unique id', () => {
  const ids = lines.map((line) => /\?(?:.*&)?id=([a-z-]+)/.exec(line)?.[1]);

  expect(ids).toEqual([
    'expire-ended-terms',
    'open-renewal-windows',
    'purge-access-tokens',
    'purge-idempotency-records',
  ]);
  expect(parseCrontab(crontab).map(({ identifier }) => identifier)).toEqual(ids);
});

test('no backfill is configured, because every run catches up by itself', () => {
  expect(parseCrontab(crontab).map(({ options }) => options.backfillPeriod)).toEqual([0, 0, 0, 0]);
});

test('every job has a definition and a file with its name', () => {
  const files = readdirSync('jobs/tasks').map((file) => file.replace(/\.ts$/, ''));
  const defined = Object.values(definitions).map(({ name }) => name);

  expect(jobNames).toEqual([
    'expire-ended-terms',
    'open-renewal-windows',
    'purge-access-tokens',
    'purge-idempotency-records',
  ]);
  expect(files.sort()).toEqual(jobNames);
  expect(defined.sort()).toEqual(jobNames);
});
