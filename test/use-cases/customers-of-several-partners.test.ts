import { expect, test } from 'vitest';
import { createCustomer } from '../../src/customers/create-customer.ts';
import {
  createAllIn,
  customersOf,
  insertions,
  reasonsOf,
  requestAt,
  valuesOf,
  wanted,
} from '../support/customer-batches.ts';
import { holdLock } from '../support/locks.ts';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { recordStatements } from '../support/statements.ts';
import { createWorld } from '../support/world.ts';

// Partners with the same clock share batches of new customers. Partners outside sandboxes all have the real clock.

const world = await createWorld();

const partnerOutsideSandboxes = (parent?: Partner) => world.partner({ sandbox: false, ...(parent && { parent }) });

/** Returns the events of new customers with their causes, in the order of their requests. */
function eventsOf({ organisationId }: Partner) {
  return world.rows(
    `SELECT "requestId", "actorKind", "actorOrganisationId", "onBehalfOfId" FROM "Event"
     WHERE "organisationId" = $1 AND "verb" = 'createCustomer' ORDER BY "requestId"`,
    [organisationId],
  );
}

test('simultaneous requests of several partners take one statement, and each partner gets its own customers', async () => {
  const partners = [await partnerOutsideSandboxes(), await partnerOutsideSandboxes(), await partnerOutsideSandboxes()];
  const contexts = await Promise.all(partners.map((partner) => partner.context()));
  const inputs = Array.from({ length: 10 }, (_, n) => wanted(`C-${n}`, `Customer ${n}`));

  const statements = recordStatements();
  const outcomes = await Promise.all(contexts.map((context) => createAllIn(context, inputs)));

  expect(insertions(statements)).toHaveLength(1);
  for (const [index, partner] of partners.entries()) {
    const { organisationId } = partner;
    expect(valuesOf(outcomes[index] ?? [])).toMatchObject(inputs.map((input) => ({ ...input, organisationId })));
    expect(await customersOf(partner)).toEqual(
      inputs.map(({ remoteId, name }, request) => ({ remoteId, name, requestIds: [requestAt(request)] })),
    );
    expect(await eventsOf(partner)).toEqual(
      inputs.map((_, request) => ({
        requestId: requestAt(request),
        actorKind: 'API_KEY',
        actorOrganisationId: organisationId,
        onBehalfOfId: null,
      })),
    );
  }
});

test('partners with different clocks share no batch, and each customer has the time of its partner', async () => {
  const partners = [await world.partner(), await world.partner()];
  await partners[1]?.advanceTo('2100-01-01T00:00:00Z');
  const contexts = await Promise.all(partners.map((partner) => partner.context()));
  const inputs = [wanted('C-1'), wanted('C-2')];

  const statements = recordStatements();
  const outcomes = await Promise.all(contexts.map((context) => createAllIn(context, inputs)));

  expect(insertions(statements)).toHaveLength(2);
  expect(valuesOf(outcomes[1] ?? []).map(({ createdAt }) => String(createdAt))).toEqual([
    '2100-01-01T00:00:00Z',
    '2100-01-01T00:00:00Z',
  ]);
  for (const { createdAt } of valuesOf(outcomes[0] ?? [])) expect(createdAt.toString() < '2100').toBe(true);
});

test('each event of a batch has the cause of its own request', async () => {
  const vendor = await partnerOutsideSandboxes();
  const partner = await partnerOutsideSandboxes(vendor);
  const operator = await operatorOf(world, partner, { permissions: ['customer:manage'] });
  const own = await partner.context();
  const ofVendor = await vendor.context();
  const ofOperator = await operator.context();
  const onBehalf = { ...ofVendor.actor, onBehalfOfId: operator.operatorId };

  const statements = recordStatements();
  await Promise.all([
    createCustomer({ ...own, requestId: requestAt(0) }, wanted('C-0')),
    createCustomer(
      { ...ofVendor, requestId: requestAt(1) },
      { ...wanted('C-1'), organisation: partner.organisationId },
    ),
    createCustomer({ ...ofOperator, requestId: requestAt(2) }, wanted('C-2')),
    createCustomer(
      { ...ofVendor, actor: onBehalf, requestId: requestAt(3) },
      { ...wanted('C-3'), organisation: partner.organisationId },
    ),
  ]);

  expect(insertions(statements)).toHaveLength(1);
  const { organisationId } = partner;
  const byKey = { actorKind: 'API_KEY', onBehalfOfId: null };
  expect(await eventsOf(partner)).toEqual([
    { requestId: requestAt(0), ...byKey, actorOrganisationId: organisationId },
    { requestId: requestAt(1), ...byKey, actorOrganisationId: vendor.organisationId },
    { requestId: requestAt(2), actorKind: 'API_CLIENT', actorOrganisationId: organisationId, onBehalfOfId: null },
    {
      requestId: requestAt(3),
      ...byKey,
      actorOrganisationId: vendor.organisationId,
      onBehalfOfId: operator.operatorId,
    },
  ]);
});

test('a refused request does not affect the other partners of its batch', async () => {
  const vendor = await partnerOutsideSandboxes();
  const archived = await partnerOutsideSandboxes(vendor);
  const other = await partnerOutsideSandboxes();
  const contextOfArchived = await archived.context();
  const contextOfOther = await other.context();
  await vendor.mutate('archiveOrganisation', { organisation: archived.globalId });
  await createCustomer(contextOfOther, wanted('C-1', 'The first one'));

  const statements = recordStatements();
  const outcomes = await Promise.allSettled([
    createCustomer(contextOfArchived, wanted('C-1')),
    createCustomer(contextOfOther, wanted('C-1', 'Another one')),
    createCustomer(contextOfOther, wanted('C-2')),
  ]);

  expect(insertions(statements)).toHaveLength(1);
  expect(reasonsOf(outcomes).map(({ code }) => code)).toEqual(['ORGANISATION_ARCHIVED', 'REMOTE_ID_CONFLICT']);
  expect(await customersOf(archived)).toEqual([]);
  const customers = await customersOf(other);
  expect(new Map(customers.map(({ remoteId, name }) => [remoteId, name]))).toEqual(
    new Map([
      ['C-1', 'The first one'],
      ['C-2', 'A customer'],
    ]),
  );
});

test('a locked partner does not delay the other partners of its batch', async () => {
  const locked = await partnerOutsideSandboxes();
  const other = await partnerOutsideSandboxes();
  const contexts = [await locked.context(), await other.context()] as const;
  const lock = await holdLock(world.databaseUrl, 'SELECT FROM "Organisation" WHERE "id" = $1 FOR UPDATE', [
    locked.organisationId,
  ]);

  const waiting = createCustomer(contexts[0], wanted('C-1'));
  const answered = await createCustomer(contexts[1], wanted('C-1'));
  await lock.awaited();
  expect(await customersOf(locked)).toEqual([]);
  await lock.release();

  expect(answered).toMatchObject({ organisationId: other.organisationId, remoteId: 'C-1' });
  expect(await waiting).toMatchObject({ organisationId: locked.organisationId, remoteId: 'C-1' });
});
