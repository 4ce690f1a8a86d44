import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../src/db/server/embedded.ts';
import { migrate } from '../src/db/server/migrate.ts';
import { schemaDiff } from './schema-diff.ts';

// `npm run migration -- <name>`: writes the difference between the migrations and `prisma/schema.prisma` as a new
// migration. Constraints that Prisma cannot express (checks, exclusion constraints, expression indexes) are added by
// hand.

const [name] = process.argv.slice(2);
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error(
    'Name the migration with lower-case letters, digits and underscores: npm run migration -- add_something',
  );
  process.exit(2);
}

const dataDir = await mkdtemp(join(tmpdir(), 'tenure-migration-'));
const server = await openEmbedded(dataDir);
try {
  await migrate(server.url);
  const script = await schemaDiff(server.url);
  if (script === '') {
    console.log('Nothing to do: the migrations already match prisma/schema.prisma.');
  } else {
    // biome-ignore lint/plugin: the name of a migration contains the time of its creation.
    const stamp = Temporal.Now.plainDateTimeISO('UTC').toString().replace(/\D/g, '').slice(0, 14);
    const directory = new URL(`../prisma/migrations/${stamp}_${name}/`, import.meta.url);
    await mkdir(directory);
    await writeFile(new URL('migration.sql', directory), `SET LOCAL lock_timeout = '3s';\n\n${script}\n`);
    console.log(`Wrote prisma/migrations/${stamp}_${name}/migration.sql. Read it, and check which tables it locks.`);
  }
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
