import { defineConfig } from 'prisma/config';

// `prisma generate` downloads a schema engine that it never starts. Any executable prevents that, so that an
// installation needs only the npm registry.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({
  schema: '../prisma/schema.prisma',
  migrations: { path: '../prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
