import { globalId } from './graphql-door.ts';
import { operatorOf } from './operators.ts';
import type { Partner } from './partner.ts';
import { changeSeatsCall, customerCall, done, firstOrderCall, renewalCall } from './sales.ts';
import type { World } from './world.ts';

// Test data with matching and other rows for every condition of a list.

export interface Stock {
  readonly distributor: Partner;
  readonly reseller: Partner;
}

/** The time of the test data: the exact second at which the renewal window of `O-WINDOW` opens. */
export const stockTaking = Temporal.Instant.from('2027-02-23T10:00:00Z');

/** Creates a distributor with a reseller, both in a sandbox whose clock is at `stockTaking`. */
export async function createStock(world: World): Promise<Stock> {
  const distributor = await world.partner({ name: 'Distributor' });
  const reseller = await world.partner({ name: 'Reseller', parent: distributor });
  await inJanuary(distributor, reseller);
  await inFebruary(distributor);
  await distributor.advanceTo(stockTaking);
  await done(distributor, customerCall({ id: 'NEW-4', name: 'Café École' }));
  await done(distributor, renewalCall({ parent: 'O-NEXT', id: 'RENEWAL-1' }));
  await done(distributor, firstOrderCall({ customer: 'BETA_2', id: 'O-PENDING', product: 'oo-lite' }));
  await distributor.mutate('suspendOrder', { firstOrder: 'O-HELD-WINDOW' });
  await done(distributor, renewalCall({ parent: 'O-GONE', id: 'RENEWAL-2' }));
  await distributor.mutate('cancelOrder', { firstOrder: 'O-GONE' });
  await postpone(world, distributor, 'O-PENDING');
  await giveCredentials(world, distributor, reseller);
  return { distributor, reseller };
}

async function inJanuary(distributor: Partner, reseller: Partner): Promise<void> {
  await distributor.advanceTo('2027-01-01T10:00:00Z');
  await done(distributor, customerCall({ id: 'ALPHA-1', name: 'Alpha Company' }));
  await done(distributor, customerCall({ id: 'BETA_2', name: '100% Wool' }));
  await done(distributor, customerCall({ id: 'BETA-22', name: '100 Wool' }));
  await done(reseller, customerCall({ id: 'back\\slash', name: 'alpha branch' }));
  await distributor.mutate('updateCustomer', { remoteId: 'BETA-22', isActive: false });
  await distributor.mutate('updateCustomer', {
    remoteId: 'ALPHA-1',
    lastName: 'Almoayed',
    companyName: 'Wolle GmbH',
    crmId: 'CRM-1',
    refId: 'REF-1',
  });
  await distributor.mutate('archiveCustomer', { remoteId: 'BETA_2' });
  await done(distributor, firstOrderCall({ customer: 'ALPHA-1', id: 'O-EXPIRED' }));
  await done(distributor, firstOrderCall({ customer: 'ALPHA-1', id: 'O-DUE', product: 'erp-lim' }));
  await distributor.mutate('cancelOrder', { firstOrder: 'O-DUE', at: 'END_OF_TERM' });
  const yearly = { customer: 'BETA_2', product: 'oo-std', duration: 'yearly' };
  await done(distributor, firstOrderCall({ ...yearly, id: 'O-HELD' }));
  await distributor.mutate('suspendOrder', { firstOrder: 'O-HELD' });
  await distributor.mutate('updateOrder', { remoteId: 'O-HELD', crmId: 'CRM-1', refId: 'REF-1', isDemo: true });
  await distributor.mutate('archiveOrder', { remoteId: 'O-EXPIRED' });
  await done(distributor, firstOrderCall({ ...yearly, id: 'O-SCHEDULED' }));
  await distributor.mutate('cancelOrder', { firstOrder: 'O-SCHEDULED', at: 'END_OF_TERM' });
  await done(reseller, firstOrderCall({ customer: 'back\\slash', id: 'o-100%', duration: 'yearly' }));
  await distributor.mutate('createUser', { email: 'Isa@example.com', displayName: 'Isa Aswath', customer: 'ALPHA-1' });
  await distributor.mutate('createUser', { email: 'under_score@example.com', customer: 'BETA_2' });
  await distributor.mutate('createUser', { email: 'consumer@example.com', displayName: '50% \\ isa' });
  await distributor.mutate('updateUserByEmail', { email: 'under_score@example.com', isActive: false });
  await reseller.mutate('createUser', { email: 'isa@example.com' });
  await distributor.mutate('createOperator', { name: 'Isa Aswath', email: 'boss@example.com', isAdmin: true });
  await distributor.mutate('createOperator', {
    name: '50% \\ off',
    email: 'under_score@example.com',
    isVerified: true,
  });
  await distributor.mutate('createOperator', { name: 'Lulwa', email: 'lulwa@example.com', isActive: false });
  await reseller.mutate('createOperator', { name: 'Lulwa', email: 'isa@example.com' });
  await reseller.mutate('createRole', { name: '50% \\ own_role', permissions: ['order:view'] });
}

async function inFebruary(distributor: Partner): Promise<void> {
  await distributor.advanceTo('2027-02-10T10:00:00Z');
  await done(distributor, customerCall({ id: 'LATE-3', name: 'underXscore' }));
  for (const id of ['O-WINDOW', 'O-HELD-WINDOW', 'O-NEXT', 'O-GONE']) {
    await done(distributor, firstOrderCall({ customer: 'LATE-3', id }));
  }
  await done(distributor, changeSeatsCall({ parent: 'O-WINDOW', id: 'CHANGE_1' }));
}

/** Creates an API client for each, and a revoked client and a revoked key. */
async function giveCredentials(world: World, distributor: Partner, reseller: Partner): Promise<void> {
  for (const partner of [distributor, reseller]) await operatorOf(world, partner);
  const { clientId } = await operatorOf(world, distributor);
  await distributor.mutate('revokeApiClient', { apiClient: globalId('ApiClient', clientId) });
  const { apiKey } = await distributor.mutate('createKey', {}, '... on CreateKeySuccess { apiKey { id } }');
  await distributor.mutate('revokeKey', { apiKey: apiKey.id });
}

/** Moves the start of a subscription by one week. No verb sells a term that starts later, but the status exists. */
async function postpone(world: World, { organisationId }: Partner, firstOrder: string): Promise<void> {
  const order = '(SELECT "id" FROM "Order" WHERE "organisationId" = $1 AND "remoteId" = $2)';
  const later = (...columns: string[]) => columns.map((column) => `"${column}" = "${column}" + interval '7 days'`);
  const dates = later('firstStartsAt', 'lastStartsAt', 'lastEndsAt', 'renewalOpensAt');
  const values = [organisationId, firstOrder];
  await world.rows(`UPDATE "Subscription" SET ${dates} WHERE "firstOrderId" = ${order}`, values);
  await world.rows(`UPDATE "Term" SET ${later('startsAt', 'endsAt')} WHERE "orderId" = ${order}`, values);
}
