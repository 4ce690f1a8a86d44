import { expect, test } from 'vitest';
import { sealEvents } from '../../src/audit/seal-events.ts';
import { verifyAuditTrail } from '../../src/audit/verify-audit-trail.ts';
import { globalId } from '../support/graphql-door.ts';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const distributor = await world.partner();
const reseller = await world.partner({ parent: distributor });
const abc = { name: 'ABC', admin: { email: 'isa@example.com' } };
await distributor.mutate('createCustomer', { ...abc, remoteId: 'MINE' });
await reseller.mutate('createCustomer', { ...abc, remoteId: 'ABC' });
await distributor.mutate('createCustomer', { ...abc, remoteId: 'DEF', organisation: reseller.globalId });
await sealEvents(world);

const verify = `query ($organisation: ID, $checkpoints: [AuditCheckpointInput!]) {
  verifyAuditTrail(organisation: $organisation, checkpoints: $checkpoints) {
    __typename
    ... on Error { code message }
    ... on VerifyAuditTrailSuccess {
      isWhole events sequence hash unsealed checkpoints hasMoreFindings findings { kind sequence event otherSequence }
    }
  }
}`;

const verified = async (partner: Partner, variables: Record<string, unknown> = {}) =>
  (await partner.graphql(verify, variables)).verifyAuditTrail;

const verbsOf = async (partner: Partner, filter: Record<string, unknown>) =>
  (
    await partner.graphql('query ($filter: EventFilter) { events(filter: $filter) { nodes { verb subjectId } } }', {
      filter,
    })
  ).events.nodes.map(({ verb }: { verb: string }) => verb);

test('an event shows its seal, and the seals of an organisation are linked', async () => {
  const { events } = await reseller.graphql(
    '{ events { nodes { seal { sequence contentHash previousHash hash sealedAt } } } }',
  );
  const seals = events.nodes.map(({ seal }: { seal: Record<string, unknown> }) => seal);

  expect(seals.map(({ sequence }: { sequence: number }) => sequence)).toEqual([1, 2, 3, 4]);
  expect(seals[0].previousHash).toBe('0'.repeat(64));
  expect(seals.slice(1).map(({ previousHash }: { previousHash: string }) => previousHash)).toEqual(
    seals.slice(0, -1).map(({ hash }: { hash: string }) => hash),
  );
});

test("a trail is verified for one's own and lower organisations, against earlier checkpoints", async () => {
  const { mine, below } = await distributor.graphql(
    `query ($organisation: ID) {
       mine: auditCheckpoint { organisation sequence hash sealedAt }
       below: auditCheckpoint(organisation: $organisation) { organisation sequence hash sealedAt }
     }`,
    { organisation: reseller.globalId },
  );

  expect([mine.organisation, below.organisation]).toEqual([distributor.globalId, reseller.globalId]);
  expect(await verified(distributor, { organisation: reseller.globalId, checkpoints: [mine, below] })).toEqual({
    __typename: 'VerifyAuditTrailSuccess',
    isWhole: true,
    events: 4,
    sequence: 4,
    hash: below.hash,
    unsealed: 0,
    checkpoints: 1,
    hasMoreFindings: false,
    findings: [],
  });
  const forged = { ...below, sequence: 9, hash: 'f'.repeat(64) };
  expect(await verified(reseller, { checkpoints: [forged] })).toMatchObject({
    isWhole: false,
    findings: [{ kind: 'TRUNCATED', sequence: 5, event: null, otherSequence: 9 }],
  });
});

test('a row that was tampered with is reported by the id of its event', async () => {
  const [row] = await world.rows<{ id: string }>(
    `SELECT max("id")::text AS id FROM "Event" WHERE "organisationId" = $1`,
    [reseller.organisationId],
  );
  await world.rows('ALTER TABLE "Event" DISABLE TRIGGER "Event_stays"');
  const setVerb = `UPDATE "Event" SET "verb" = $2 WHERE "id" = $1`;
  await world.rows(setVerb, [row?.id, 'updateCustomer']);
  const tampered = await verified(reseller);
  await world.rows(setVerb, [row?.id, 'createCustomer']);
  await world.rows('ALTER TABLE "Event" ENABLE TRIGGER "Event_stays"');

  expect(tampered).toMatchObject({
    isWhole: false,
    findings: [{ kind: 'CHANGED', sequence: 4, event: globalId('Event', row?.id ?? ''), otherSequence: null }],
  });
  expect(await verified(reseller)).toMatchObject({ isWhole: true });
});

test('verification requires the permission to view the trail, and is limited to the scope of the actor', async () => {
  const stranger = await world.partner();
  const operator = await operatorOf(world, reseller, { permissions: ['operator:view'] });

  expect(await verified(operator)).toMatchObject({ code: 'PERMISSION_DENIED' });
  await expect(operator.graphql('{ auditCheckpoint { hash } }')).rejects.toMatchObject({
    response: { errors: [{ extensions: { code: 'PERMISSION_DENIED' } }] },
  });
  for (const organisation of [distributor.globalId, globalId('Organisation', 999_999)]) {
    expect(await verified(stranger, { organisation })).toMatchObject({ code: 'ORGANISATION_NOT_FOUND' });
    expect(
      await stranger.graphql('query ($organisation: ID) { auditCheckpoint(organisation: $organisation) { hash } }', {
        organisation,
      }),
    ).toEqual({ auditCheckpoint: null });
  }
});

test('an invalid checkpoint is refused with a message', async () => {
  const answer = await verified(reseller, {
    checkpoints: [{ organisation: reseller.globalId, sequence: 1.5, hash: 'abc' }],
  });

  expect(answer).toEqual({
    __typename: 'InvalidInputError',
    code: 'INVALID_INPUT',
    message:
      'checkpoints.0.sequence: expected the sequence of a checkpoint: a whole number from 1, found 1.5; checkpoints.0.hash: expected the hash of a checkpoint: 64 digits from 0 to f, found text of 3 characters',
  });
});

test('a trail that is too long is left to the terminal, and several verifications in one request are too costly', async () => {
  await expect(verifyAuditTrail(await reseller.context(), {}, 3)).rejects.toMatchObject({
    code: 'AUDIT_TRAIL_TOO_LONG',
    events: 4,
    limit: 3,
  });
  const asking = (times: number) =>
    Array.from({ length: times }, (_, index) => `v${index}: verifyAuditTrail { __typename }`).join(' ');

  expect(Object.keys(await reseller.graphql(`{ ${asking(4)} }`))).toHaveLength(4);
  await expect(reseller.graphql(`{ ${asking(5)} }`)).rejects.toThrow('An answer may hold');
});

test('events are found by their cause, as far as the caller can see it', async () => {
  const [key] = await world.rows<{ id: number }>('SELECT "id" FROM "ApiKey" WHERE "organisationId" = $1', [
    distributor.organisationId,
  ]);
  const byDistributor = { actor: distributor.globalId, organisation: reseller.globalId };
  const byItsKey = { actor: globalId('ApiKey', key?.id ?? 0), organisation: reseller.globalId };

  expect(await verbsOf(distributor, byDistributor)).toEqual(['createCustomer']);
  expect(await verbsOf(distributor, byItsKey)).toEqual(['createCustomer']);
  expect(await verbsOf(reseller, { actor: reseller.globalId })).toEqual(['createCustomer']);
  // It sees the event, but not who is above it.
  expect(await verbsOf(reseller, byDistributor)).toEqual([]);
  expect(await verbsOf(reseller, byItsKey)).toEqual([]);
  await expect(verbsOf(reseller, { actor: globalId('Customer', 1) })).rejects.toThrow(
    'actor: a Customer cannot cause events.',
  );
});

test('a chain can be read without gaps, position by position', async () => {
  const organisation = reseller.globalId;

  expect(await verbsOf(reseller, { organisation, sealedAfter: 1, sealedUpTo: 3 })).toEqual([
    'createKey',
    'createCustomer',
  ]);
  expect(await verbsOf(reseller, { organisation, sealedAfter: 4 })).toEqual([]);
  await expect(verbsOf(reseller, { organisation, sealedAfter: 0.5 })).rejects.toThrow(
    'sealedAfter: expected a whole number, found 0.5.',
  );
});
