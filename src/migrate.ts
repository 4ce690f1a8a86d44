import { parseConfigWithDatabase } from './config.ts';
import { describeDatabase } from './db/describe-database.ts';
import { tolerateClosedPipes } from './output.ts';
import { prepareDatabase } from './prepare-database.ts';
import { exitFor } from './process.ts';

tolerateClosedPipes();
try {
  const { databaseUrl, sandboxApiKey } = parseConfigWithDatabase(process.env);
  process.stderr.write(`Migrating the database ${describeDatabase(databaseUrl)} (DATABASE_URL).\n`);
  const applied = await prepareDatabase(databaseUrl, sandboxApiKey);
  const lines =
    applied.length === 0 ? ['Nothing to do: the database is up to date.'] : applied.map((name) => `Applied ${name}.`);
  process.stdout.write(`${lines.join('\n')}\n`);
} catch (error) {
  exitFor(error, 'migrate');
}
