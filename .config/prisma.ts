import { defineConfig } from 'prisma/config';

// `prisma generate` insists on downloading a schema engine that it never starts; any executable satisfies it,
// so that an install needs nothing but the npm registry.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({
  schema: '../prisma/schema.prisma',
  migrations: { path: '../prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
