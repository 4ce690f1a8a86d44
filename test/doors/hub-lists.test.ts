import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { askHub } from '../support/rest.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

/** A user as the list shows it. */
interface ListedUser {
  readonly id: number;
  readonly organisation: number;
  readonly name: string;
  readonly email_address: string;
  readonly password_reset: boolean;
  readonly verified: boolean;
  readonly disabled: boolean;
}

const parent = await world.partner();
const partners = [parent, await world.partner({ parent }), await world.partner({ parent })];
const stranger = await world.partner();
const users = await createUsers();

/** Users of every kind in three organisations, with names that are equal now and then. */
async function createUsers(): Promise<readonly ListedUser[]> {
  const rows: [Partner, string, string, boolean, boolean, boolean][] = [];
  for (const [index, partner] of [...partners, stranger].entries()) {
    for (let kind = 0; kind < 8; kind++) {
      const name = ['ann', 'bob', 'cid 100%', 'dan_x'][(kind + index) % 4] ?? '';
      rows.push([partner, name, `u${7 - kind}@o${index}.example.com`, kind % 2 === 0, kind % 4 < 2, kind < 4]);
    }
  }
  const inserted: ListedUser[] = [];
  for (const [{ organisationId: organisation }, name, email_address, verified, disabled, password_reset] of rows) {
    const [row] = await world.rows<{ id: number }>(
      `INSERT INTO "Operator" ("organisationId", "name", "email", "emailKey", "isVerified", "isActive",
         "mustResetPassword", "timeZone", "notifications", "createdAt", "updatedAt")
       VALUES ($1, $2, $3, $3, $4, $5, $6, 'UTC', '{}', date_trunc('second', now()), date_trunc('second', now()))
       RETURNING "id"`,
      [organisation, name, email_address, verified, !disabled, password_reset],
    );
    inserted.push({ id: row?.id ?? 0, organisation, name, email_address, password_reset, verified, disabled });
  }
  return inserted;
}

const organisations = fc.subarray([...partners, stranger].map(({ organisationId }) => organisationId));
const flags = fc.constantFrom(undefined, true, false);
const sorts = fc.array(fc.constantFrom('+name', '-name', '+email_address', '-email_address'), { maxLength: 3 });
const texts = fc.constantFrom('', 'ann', 'B', '%', '_', 'O1', '@o2.example', 'nobody');

const queries = fc.record({
  organisation: organisations,
  verified: flags,
  disabled: flags,
  password_reset: flags,
  text: texts,
  sort_by: sorts,
});

type Query = typeof queries extends fc.Arbitrary<infer Value> ? Value : never;

/** What a list is to answer, computed in the plainest way. */
function expectedOf(query: Query): readonly ListedUser[] {
  const visible = partners.map(({ organisationId }) => organisationId);
  const wanted = query.text.toLowerCase();
  const found = users.filter(
    (user) =>
      visible.includes(user.organisation) &&
      (query.organisation.length === 0 || query.organisation.includes(user.organisation)) &&
      (query.verified ?? user.verified) === user.verified &&
      (query.disabled ?? user.disabled) === user.disabled &&
      (query.password_reset ?? user.password_reset) === user.password_reset &&
      `${user.name} ${user.email_address}`.toLowerCase().includes(wanted),
  );
  return found.toSorted(inOrder(query.sort_by.length === 0 ? ['-name'] : query.sort_by));
}

function inOrder(sorts: readonly string[]) {
  return (one: ListedUser, other: ListedUser) => {
    for (const sort of sorts) {
      const member = sort.slice(1) as 'name' | 'email_address';
      if (one[member] !== other[member]) return one[member] < other[member] === sort.startsWith('+') ? -1 : 1;
    }
    return one.id - other.id;
  };
}

function written(query: Query, page: { page?: number; per_page?: number } = {}): string {
  const pairs = Object.entries({ ...query, ...page }).flatMap(([name, value]) =>
    [value]
      .flat()
      .filter((one) => one !== undefined)
      .map((one) => [name, String(one)]),
  );
  return `/users?${new URLSearchParams(pairs)}`;
}

test('a list has the items that match all parameters, in the requested order', async () => {
  await fc.assert(
    fc.asyncProperty(queries, async (query) => {
      const expected = expectedOf(query);
      const { body, headers } = await askHub(world, parent, 'GET', written(query));

      expect(body).toEqual(expected);
      expect(headers.get('x-total-count')).toBe(String(expected.length));
    }),
    { numRuns: 150 },
  );
});

test('pages have no gaps and no overlaps, and the total is correct', async () => {
  await fc.assert(
    fc.asyncProperty(queries, fc.integer({ min: 1, max: 9 }), async (query, per_page) => {
      const expected = expectedOf(query);
      const totalPages = Math.ceil(expected.length / per_page);
      const pages = [];
      for (let page = 1; page <= totalPages + 1; page++) {
        pages.push(await askHub(world, parent, 'GET', written(query, { page, per_page })));
      }

      expect(pages.flatMap(({ body }) => body)).toEqual(expected);
      expect(pages.at(-1)?.body).toEqual([]);
      for (const { body, headers } of pages.slice(0, -2)) expect(body.length, String(headers)).toBe(per_page);
      for (const { headers } of pages) {
        expect([headers.get('x-total-count'), headers.get('x-total-pages')]).toEqual([
          `${expected.length}`,
          `${totalPages}`,
        ]);
      }
    }),
    { numRuns: 25 },
  );
});

test('values of one parameter are alternatives, all parameters must match, and brackets change nothing', async () => {
  const [, first, second] = partners.map(({ organisationId }) => organisationId);
  const ids = async (query: string) =>
    (await askHub(world, parent, 'GET', `/users?${query}&sort_by=%2Bemail_address`)).body.map(
      ({ id }: { id: number }) => id,
    );

  const both = await ids(`organisation=${first}&organisation=${second}&disabled=true`);

  expect(both).toEqual(
    users
      .filter(({ organisation, disabled }) => [first, second].includes(organisation) && disabled)
      .toSorted(inOrder(['+email_address']))
      .map(({ id }) => id),
  );
  expect(both).toHaveLength(8);
  expect(await ids(`organisation[]=${first}&organisation[]=${second}&disabled=true`)).toEqual(both);
  expect(await ids(`organisation[]=${first}&organisation=${second}&disabled=true&colour=red`)).toEqual(both);
});

test.for(['+name', '%2Bname', '%20name', ' name'])('sort_by=%s means ascending', async (sort) => {
  const { body } = await askHub(world, parent, 'GET', `/users?sort_by=${sort}`);

  expect(body).toEqual(expectedOf({ ...everything, sort_by: ['+name'] }));
});

test('the default order is by name, descending, with 1000 items per page', async () => {
  const plain = await askHub(world, parent, 'GET', '/users');
  const spelledOut = await askHub(world, parent, 'GET', '/users?sort_by=-name&page=1&per_page=1000&text=');

  expect(plain.body).toEqual(expectedOf(everything));
  expect(spelledOut.body).toEqual(plain.body);
});

const everything: Query = {
  organisation: [],
  verified: undefined,
  disabled: undefined,
  password_reset: undefined,
  text: '',
  sort_by: [],
};
