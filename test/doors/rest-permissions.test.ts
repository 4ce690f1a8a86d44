import { expect, test } from 'vitest';
import { hub } from '../../src/rest/hub/dialect.ts';
import { licensing } from '../../src/rest/licensing/dialect.ts';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { askHub, askLicensing } from '../support/rest.ts';
import { customerCall, done } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// Who gets an answer from a REST dialect, route by route.

const world = await createWorld();
const partner = await world.partner({ name: "Bob's Widgets" });

const dialects = [
  {
    ask: askHub,
    routes: hub.routes,
    /** The id of something that an operation can be carried out with. */
    thing: async (operator: { readonly operatorId: number }) => operator.operatorId,
    body: (word: string) => ({ name: 'Evan Evans', email_address: `${word}@example.com` }),
    wrong: { name: 7 },
  },
  {
    ask: askLicensing,
    routes: licensing.routes,
    thing: async () => Number((await done(partner, customerCall({ id: `C-${things++}` })))['id']),
    body: (word: string) => ({ customerName: 'Evan', customerEmail: `${word}@example.com` }),
    wrong: { customerName: 7 },
  },
];
let things = 0;

const routes = dialects.flatMap((dialect) => dialect.routes.map((route) => ({ ...route, dialect })));
const takesBody = (method: string) => method === 'POST' || method === 'PUT';
const guarded = routes.filter(({ takes }) => takes.length > 0);
const stranger: Pick<Partner, 'key'> = { key: 'no-key' };

test.for(routes)('an unauthenticated caller is refused at $method $path', async ({ method, path, dialect }) => {
  const answer = await dialect.ask(world, stranger, method, path.replace('{id}', '1'));

  expect([answer.status, answer.body.code, answer.headers.get('www-authenticate')]).toEqual([
    401,
    'UNAUTHENTICATED',
    'Bearer',
  ]);
});

test.for(guarded.flatMap((route) => route.takes.map((missing) => [route, missing] as const)))(
  '$0.operationId is refused without $1, before any other check',
  async ([{ method, path, takes, dialect }, missing]) => {
    const operator = await operatorOf(world, partner, { permissions: takes.filter((one) => one !== missing) });
    const place = path.replace('{id}', `${await dialect.thing(operator)}`);
    const request = takesBody(method) ? { body: dialect.wrong } : {};

    const answer = await world.withoutWriting(() => dialect.ask(world, operator, method, place, request));

    expect([answer.status, answer.body.code, answer.body.detail]).toEqual([
      403,
      'PERMISSION_DENIED',
      `This request requires the permission ${missing}, which you do not have. Use a credential that has this permission.`,
    ]);
  },
);

test.for(guarded)(
  '$operationId requires exactly the permissions that it declares',
  async ({ method, path, takes, dialect }) => {
    const operator = await operatorOf(world, partner, { permissions: takes });
    const place = path.replace('{id}', `${await dialect.thing(operator)}`);
    const request = takesBody(method) ? { body: dialect.body(method.toLowerCase()) } : {};

    const answer = await dialect.ask(world, operator, method, place, request);

    expect(answer.status).toBeLessThan(300);
  },
);
