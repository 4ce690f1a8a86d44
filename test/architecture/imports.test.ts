import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkImports } from '../../.config/check-imports.ts';

test('no import breaks a rule, and every module is checked', async () => {
  const { violations, modules } = await checkImports(process.cwd());

  expect(violations).toEqual([]);
  expect(modules).toBeGreaterThan(400);
});

let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'tenure-imports-'));
  await cp('src', join(copy, 'src'), { recursive: true });
  await cp('jobs', join(copy, 'jobs'), { recursive: true });
  await cp('package.json', join(copy, 'package.json'));
  await symlink(resolve('node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rm(copy, { recursive: true, force: true }));

const planted = [
  {
    what: 'a door that opens a pool',
    file: 'src/graphql/schema/planted.ts',
    text: "import { openPool } from '../../db/pool.ts';\nexport const planted = openPool;\n",
    found: 'doors-only-read-the-database: src/graphql/schema/planted.ts -> src/db/pool.ts',
  },
  {
    what: 'a door that sends statements',
    file: 'src/envelope/planted.ts',
    text: "import { Statements } from '../db/transactions/statements.ts';\nexport const planted = Statements;\n",
    found: 'doors-only-read-the-database: src/envelope/planted.ts -> src/db/transactions/statements.ts',
  },
  {
    what: 'a door that locks a row of a feature',
    file: 'src/rest/hub/planted.ts',
    text: "import { lockCustomer } from '../../customers/for-other-features.ts';\nexport const planted = lockCustomer;\n",
    found: 'private-functions-stay-between-features: src/rest/hub/planted.ts -> src/customers/for-other-features.ts',
  },
  {
    what: 'a job that locks a row of a feature',
    file: 'jobs/planted.ts',
    text: "import { lockOperator } from '../src/identity/for-other-features.ts';\nexport const planted = lockOperator;\n",
    found: 'private-functions-stay-between-features: jobs/planted.ts -> src/identity/for-other-features.ts',
  },
  {
    what: 'an executor that knows the schema',
    file: 'src/graphql/execution/planted.ts',
    text: "import { numericId } from '../schema/global-id.ts';\nexport const planted = numericId;\n",
    found: 'execution-knows-no-schema: src/graphql/execution/planted.ts -> src/graphql/schema/global-id.ts',
  },
  {
    what: 'a feature that uses an error message',
    file: 'src/orders/planted.ts',
    text: "import { errorMessage } from '../error-messages.ts';\nexport const planted = errorMessage;\n",
    found: 'only-doors-use-error-messages: src/orders/planted.ts -> src/error-messages.ts',
  },
  {
    what: 'a feature that knows a door',
    file: 'src/orders/planted.ts',
    text: "import { restDoor } from '../rest/door.ts';\nexport const planted = restDoor;\n",
    found: 'features-know-no-door: src/orders/planted.ts -> src/rest/door.ts',
  },
];

test.each(planted)('the check finds $what', async ({ file, text, found }) => {
  await writeFile(join(copy, file), text);
  const { violations } = await checkImports(copy);
  await rm(join(copy, file));

  expect(violations).toContain(found);
});
