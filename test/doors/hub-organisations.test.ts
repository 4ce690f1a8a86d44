import { expect, test } from 'vitest';
import { operatorOf } from '../support/operators.ts';
import { askHub } from '../support/rest.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const distributor = await world.partner({ name: 'Distributor' });
const reseller = await world.partner({ name: "Bob's Widgets", parent: distributor });
const shop = await world.partner({ name: 'A shop', parent: reseller });
await world.partner({ name: 'A sibling', parent: distributor });
await world.partner({ name: 'A stranger' });

test('the own organisation and those below are listed in the documented format, and none above', async () => {
  await world.rows(`UPDATE "Organisation" SET "linkedAccount" = true, "financeType" = 'AGENT' WHERE "id" = $1`, [
    shop.organisationId,
  ]);

  const { body, headers } = await askHub(world, reseller, 'GET', '/organisations');

  expect(Object.keys(body[0])).toEqual(['id', 'name', 'parent', 'linked_account', 'finance_type']);
  expect(body).toEqual([
    { id: reseller.organisationId, name: "Bob's Widgets", parent: null, linked_account: false, finance_type: null },
    {
      id: shop.organisationId,
      name: 'A shop',
      parent: reseller.organisationId,
      linked_account: true,
      finance_type: 'AGENT',
    },
  ]);
  expect([headers.get('x-total-count'), headers.get('x-total-pages')]).toEqual(['2', '1']);
});

test('the list requires no permission and is paginated', async () => {
  const operator = await operatorOf(world, distributor);
  const pages = await Promise.all(
    [1, 2, 3].map((page) => askHub(world, operator, 'GET', `/organisations?per_page=3&page=${page}`)),
  );

  expect(pages.map(({ body }) => body.map(({ name }: { name: string }) => name))).toEqual([
    ['Distributor', "Bob's Widgets", 'A shop'],
    ['A sibling'],
    [],
  ]);
  expect(pages.map(({ headers }) => [headers.get('x-total-count'), headers.get('x-total-pages')])).toEqual(
    Array(3).fill(['4', '2']),
  );
});
