import { expect, test } from 'vitest';
import { Workbench } from '../support/described-client.ts';
import { firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const program = `
import { ApiError, changeCustomer, configure, createCustomer, getCustomer, listCustomerOrders, listCustomers, removeCustomer } from './client.ts';

declare const process: { readonly env: { readonly URL: string; readonly KEY: string } };
declare const console: { log(text: string): void };

const { URL: serverUrl, KEY: apiKey } = process.env;
configure({ serverUrl, auth: { bearer: apiKey }, retry: { retries: 0 } });

const headers = { 'Idempotency-Key': 'the-key-of-the-program' };
const body = { customerName: 'Peter', customerLastName: 'Petrov', customerEmail: 'peter@example.com', customerStatus: 1 as const };
const created = await createCustomer({ body, headers });
const again = await createCustomer({ body, headers });
const id = created.customer._id;
const changed = await changeCustomer({ path: { id }, body: { customerCompanyName: 'Widgets Ltd', archived: true } });
const got = await getCustomer({ path: { id } });
const ordered = await fetch(serverUrl.replace('/v1.0', '/envelope'), {
  method: 'POST',
  headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
  body: JSON.stringify({ method: 'createFirstOrder', params: { ...${JSON.stringify(firstOrderCall().params)}, customer: '#' + id } }),
});
const query = { sortby: 'name' as const, direction: 'desc' as const, offset: 0, limit: 1, type: 'company', archived: true };
const listed = await listCustomers({ query });
const orders = await listCustomerOrders({ path: { id }, query: { sortby: 'submitdate', status: '0,1' } });
const refusal: unknown = await removeCustomer({ path: { id } }).catch((error: unknown) =>
  error instanceof ApiError ? error.body : error,
);

console.log(JSON.stringify({ created, again, changed, got, ordered: ordered.status, listed, orders, refusal }));
`;

test('a client generated from the description type-checks and calls every operation', async () => {
  const partner = await world.partner();
  const workbench = await Workbench.open();
  await workbench.write('api.json', await (await fetch(`${world.url}/v1.0/openapi.json`)).text());
  await workbench.write('program.ts', program);

  await workbench.redocly('generate-client', 'api.json', '--output', 'client.ts', '--import-ext', 'ts');
  const said = await workbench.runProgram('program.ts', { URL: `${world.url}/v1.0`, KEY: partner.key });

  const { created, again, changed, got, ordered, listed, orders, refusal } = JSON.parse(said);
  expect(created.customer).toMatchObject({ name: 'Peter', lastname: 'Petrov', status: 1, archived: false });
  expect(again).toEqual(created);
  expect(changed.customer).toMatchObject({ _id: created.customer._id, companyname: 'Widgets Ltd', archived: true });
  expect(got).toEqual(changed);
  expect(ordered).toBe(200);
  expect(listed).toEqual({ customers: [changed.customer] });
  expect(orders.orders).toEqual([expect.objectContaining({ quantity: 20, status: 1, type: 0 })]);
  expect(refusal).toMatchObject({ status: 409, code: 'CUSTOMER_IN_USE' });
});
