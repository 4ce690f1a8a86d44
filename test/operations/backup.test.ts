import { expect, onTestFinished, test } from 'vitest';
import { sealEvents } from '../../src/audit/seal-events.ts';
import { verifyEveryAuditTrail } from '../../src/audit/verify-every-audit-trail.ts';
import { openEmbedded } from '../../src/db/server/embedded.ts';
import { prepareDatabase } from '../../src/prepare-database.ts';
import { createQuietWorld, openOrder } from '../support/calendar.ts';
import { copyDataDir } from '../support/copy-data-dir.ts';
import { dumpOf } from '../support/dump.ts';
import { initialisedDataDir, temporaryDataDir } from '../support/embedded.ts';
import { startGateway } from '../support/gateway.ts';

const document = `{ customers { totalCount nodes { remoteId } } orders { totalCount nodes { remoteId kind } }
  subscriptions { totalCount nodes { seats: orderLines { totalCount } } } events { totalCount } }`;

test('a copy of a stopped data directory works like the original, with its keys, retries and audit trail', async () => {
  const dataDir = await initialisedDataDir();
  const original = await openEmbedded(dataDir);
  await prepareDatabase(original.url, undefined);
  const world = await createQuietWorld(original.url);
  const partner = await world.partner({ sandbox: false });
  await openOrder(world, partner, { at: '2030-01-01T00:00:00Z' });
  await sealEvents(world);
  const before = await dumpOf(world);
  await original.stop();

  const copyDir = await temporaryDataDir();
  await copyDataDir(dataDir, copyDir);
  const copy = await openEmbedded(copyDir);
  onTestFinished(() => copy.stop());
  const applied = await prepareDatabase(copy.url, undefined);
  const restored = await createQuietWorld(copy.url);
  const gateway = await startGateway({ connectionString: copy.url });
  const answer = await gateway.graphql(partner.key, document);
  const order = { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses: 20, duration: 'monthly' };
  const retry = await gateway.envelope(partner.key, 'createFirstOrder', order);

  expect(applied).toEqual([]);
  expect(answer.body.data).toEqual({
    customers: { totalCount: 1, nodes: [{ remoteId: 'ABC' }] },
    orders: { totalCount: 1, nodes: [{ remoteId: 'ORDER-1', kind: 'FIRST' }] },
    subscriptions: { totalCount: 1, nodes: [{ seats: { totalCount: 1 } }] },
    events: { totalCount: expect.any(Number) },
  });
  expect([retry.status, retry.body.id]).toEqual([200, 1]);
  const verdicts = await verifyEveryAuditTrail(restored, {});
  expect(verdicts.flatMap(({ findings }) => findings)).toEqual([]);
  const after = await dumpOf(restored);
  for (const column of ['Order.remoteId', 'Event.id', 'AuditSeal.hash', 'ApiKey.hash']) {
    expect(before[column], column).toMatch(/./);
    expect([column, after[column]]).toEqual([column, before[column]]);
  }
});
