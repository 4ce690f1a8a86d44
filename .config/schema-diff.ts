import { readFile } from 'node:fs/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

// The engine writes the message of a panic here. Without it, a panic reports only that this object is missing.
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } });

const schemaPath = new URL('../prisma/schema.prisma', import.meta.url);

/**
 * Returns the SQL that would bring the database at `databaseUrl` to `prisma/schema.prisma`. It is empty if there is no
 * drift. Prisma's schema engine runs in process (WebAssembly), because its binary cannot be downloaded everywhere.
 */
export async function schemaDiff(databaseUrl: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, options: '-c TimeZone=UTC' });
  try {
    const content = await readFile(schemaPath, 'utf8');
    const files = [{ path: 'schema.prisma', content }];
    const adapter = bindMigrationAwareSqlAdapterFactory(new DescribingAdapter(pool));
    const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', content]] }, () => undefined, adapter);
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return withoutComments(stdout ?? '');
  } finally {
    await pool.end();
  }
}

function withoutComments(script: string): string {
  return script.replace(/^--.*$/gm, '').trim();
}

/**
 * PostgreSQL's internal type "char". The description of a database contains it, but Prisma's adapter does not support
 * it.
 */
const internalChar = 18;

class DescribingAdapter extends PrismaPg {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super(pool);
    this.#pool = pool;
  }

  override async connect() {
    const adapter = await super.connect();
    readInternalCharAsCharacter(adapter, this.#pool);
    return adapter;
  }
}

function readInternalCharAsCharacter(adapter: SqlDriverAdapter, pool: pg.Pool): void {
  let found: number[] = [];
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
  pool.query = (async (...args: unknown[]) => {
    const result = await query(...args);
    found = result.fields.flatMap((field, index) => (field.dataTypeID === internalChar ? [index] : []));
    for (const index of found) Object.assign(result.fields[index] ?? {}, { dataTypeID: pg.types.builtins.TEXT });
    return result;
  }) as pg.Pool['query'];
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (statement: SqlQuery) => {
    const result = await queryRaw(statement);
    for (const index of found) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}
