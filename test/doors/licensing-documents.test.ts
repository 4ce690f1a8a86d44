import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { changeSeatsCall, customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

const run = promisify(execFile);
const world = await createWorld();

// When the second order of the published document was placed: a month of it ends when clocks have been put back.
world.setRealTime(Temporal.Instant.from('2018-10-02T06:55:38Z'));
const placed = 1_538_463_338;

// The bodies are those of the published document, line breaks, spaces and all.

const create = `{
" customerName" : "My first name",
"customerLastName": "My last name",
"customerEmail" : "postman@gmail.com",
"customerCompanyName": "Google",
"customerPhone" : "123-11-11",
"customerDescription" : "Created by postman",
"customerStatus" : 0,
"archived": false,
"crmId": "",
"refId": ""
}`;

const change = `{
"customerName" : "PostManPut",
"customerLastName": "My last name",
"customerEmail" : "postman@gmail.com",
"customerCompanyName": "Google",
"customerPhone" : "111-11-11",
"customerDescription" : "Created by postman By",
"customerStatus" : 1,
"archived": false,
"crmId": "",
"refId": ""
}`;

const created = {
  description: 'Created by postman',
  email: 'postman@gmail.com',
  name: 'My first name',
  lastname: 'My last name',
  companyname: 'Google',
  phone: '123-11-11',
  status: 0,
  archived: false,
  archivationdate: 0,
  crmid: '',
  refid: '',
};
const changed = {
  ...created,
  description: 'Created by postman By',
  name: 'PostManPut',
  phone: '111-11-11',
  status: 1,
};

/** A call as the document has it, sent with curl. */
async function curl(partner: Partner, method: string, path: string, data?: string) {
  const sent = data === undefined ? [] : ['--header', 'Content-Type: application/json', '--data', data];
  const words = ['-s', '-S', '-X', method, `${world.url}${path}`, '--header', `x-api-key: ${partner.key}`, ...sent];
  const { stdout } = await run('curl', [...words, '-w', '\n%{http_code}'], {
    env: { ...process.env, no_proxy: '127.0.0.1' },
  });
  const [, body = '', status] = /^(.*)\n(\d{3})$/s.exec(stdout) ?? [];
  return { status: Number(status), body: JSON.parse(body) };
}

const seller = () => world.partner({ sandbox: false });

test('C3, C2, C4: a customer is created, returned and changed as documented', async () => {
  const partner = await seller();

  const answer = await curl(partner, 'POST', '/v1.0/customers', create);
  const { _id } = answer.body.customer;

  expect(answer).toEqual({ status: 200, body: { customer: { _id: expect.any(Number), ...created } } });
  const place = `/v1.0/customers/${_id}`;
  expect(await curl(partner, 'GET', place)).toEqual({ status: 200, body: { customer: { _id, ...created } } });
  expect(await curl(partner, 'PUT', place, change)).toEqual({ status: 200, body: { customer: { _id, ...changed } } });
  expect(await curl(partner, 'GET', place)).toEqual({ status: 200, body: { customer: { _id, ...changed } } });
});

test('C1: customers are listed', async () => {
  const partner = await seller();
  const { _id } = (await curl(partner, 'POST', '/v1.0/customers', create)).body.customer;
  const listed = { status: 200, body: { customers: [{ _id, ...created }] } };
  const none = { status: 200, body: { customers: [] } };

  expect(await curl(partner, 'GET', '/v1.0/customers')).toEqual(listed);
  expect(await curl(partner, 'GET', '/v1.0/customers?sortby=default&direction=asc&offset=0&limit=100')).toEqual(listed);
  expect(await curl(partner, 'GET', '/v1.0/customers?type=company')).toEqual(listed);
  expect(await curl(partner, 'GET', '/v1.0/customers?type=person')).toEqual(none);
  expect(await curl(partner, 'GET', '/v1.0/customers?archived=false')).toEqual(listed);
  expect(await curl(partner, 'GET', '/v1.0/customers?archived=true')).toEqual(none);
});

test('members have the order of the document', async () => {
  const partner = await seller();
  const { body } = await curl(partner, 'POST', '/v1.0/customers', create);

  expect(Object.keys(body.customer)).toEqual(['_id', ...Object.keys(created)]);
});

test('C5: a customer is removed and returned as it was', async () => {
  const partner = await seller();
  const { _id } = (await curl(partner, 'POST', '/v1.0/customers', create)).body.customer;
  const place = `/v1.0/customers/${_id}`;

  expect(await curl(partner, 'DELETE', place)).toEqual({ status: 200, body: { customer: { _id, ...created } } });
  expect(await curl(partner, 'GET', place)).toMatchObject({ status: 404, body: { code: 'CUSTOMER_NOT_FOUND' } });
  expect(await curl(partner, 'DELETE', place)).toMatchObject({ status: 404, body: { code: 'CUSTOMER_NOT_FOUND' } });
});

test("C6: a customer's orders are listed", async () => {
  const partner = await seller();
  const { id } = await done(partner, customerCall());
  await done(partner, firstOrderCall({ licenses: 10 }));
  await done(partner, changeSeatsCall({ licenses: 12 }));
  await partner.mutate('updateOrder', {
    remoteId: 'ORDER-1',
    description: 'With client',
    activationLimit: 7,
    crmId: 'CRM-1',
    refId: 'REF-1',
  });
  const place = `/v1.0/customers/${id}/orders`;

  const { status, body } = await curl(partner, 'GET', place);

  const [first, second] = body.orders.map(({ _id }: { _id: number }) => _id);
  const members = {
    _id: first,
    activationbirthdate: placed,
    activationdeathdate: placed + 31 * 86_400,
    activationlimit: 7,
    archivationdate: 0,
    archived: false,
    canoverwritecontainer: false,
    customerrequired: true,
    date: placed,
    description: 'With client',
    isdemo: false,
    number: first,
    quantity: 10,
    status: 1,
    submitdate: placed,
    type: 0,
    crmid: 'CRM-1',
    refid: 'REF-1',
  };
  expect(status).toBe(200);
  expect(body).toEqual({
    orders: [
      members,
      {
        ...members,
        _id: second,
        number: second,
        quantity: 2,
        type: 2,
        activationlimit: 1,
        description: '',
        crmid: '',
        refid: '',
      },
    ],
  });
  expect(Object.keys(body.orders[0])).toEqual(Object.keys(members));
  const defaults = `${place}?sortby=number&direction=asc&offset=0&limit=100`;
  expect((await curl(partner, 'GET', defaults)).body).toEqual(body);
  expect((await curl(partner, 'GET', `${place}?status=0,1`)).body).toEqual(body);
});

test('an unauthorized caller gets nothing', async () => {
  const partner = await seller();
  const { _id } = (await curl(partner, 'POST', '/v1.0/customers', create)).body.customer;
  const stranger = partner.withKey('not-a-key');

  await world.withoutWriting(async () => {
    for (const [method, path, data] of [
      ['GET', '/v1.0/customers', undefined],
      ['GET', `/v1.0/customers/${_id}`, undefined],
      ['POST', '/v1.0/customers', create],
      ['PUT', `/v1.0/customers/${_id}`, change],
      ['DELETE', `/v1.0/customers/${_id}`, undefined],
      ['GET', `/v1.0/customers/${_id}/orders`, undefined],
    ] as const) {
      expect(await curl(stranger, method, path, data)).toMatchObject({
        status: 401,
        body: { code: 'UNAUTHENTICATED' },
      });
    }
  });
});
