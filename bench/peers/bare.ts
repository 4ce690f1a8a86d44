import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';

// The least that a server can do: take JSON, ask PostgreSQL one named statement, and send what it says. No schema, no
// credentials, no checks. What is between this and a real server is what that server does for its callers.

const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
pool.on('error', () => undefined);

const customer = {
  name: 'customer',
  text: `SELECT "id" AS "databaseId", "remoteId", "name", "isActive", "createdAt", "adminEmail"
         FROM "Customer" WHERE "organisationId" = $1 AND "remoteId" = $2`,
};

/** PostgreSQL writes the whole answer itself: the shape is that of the GraphQL sides. */
const nested = {
  name: 'nested',
  text: `
    SELECT coalesce(json_agg(page ORDER BY "databaseId"), '[]')::text AS "page" FROM (
      SELECT c."id" AS "databaseId", c."remoteId", c."name", json_build_object('nodes', o."nodes") AS "orders"
      FROM "Customer" c CROSS JOIN LATERAL (
        SELECT coalesce(json_agg(o ORDER BY "databaseId"), '[]') AS "nodes" FROM (
          SELECT o."id" AS "databaseId", o."remoteId", o."createdAt", json_build_object('nodes', t."nodes") AS "terms"
          FROM "Order" o CROSS JOIN LATERAL (
            SELECT coalesce(json_agg(t ORDER BY "databaseId"), '[]') AS "nodes" FROM (
              SELECT t."id" AS "databaseId", t."startsAt", t."endsAt", t."seats" FROM "Term" t
              WHERE t."organisationId" = o."organisationId" AND t."orderId" = o."id" ORDER BY t."id" LIMIT 3
            ) t
          ) t
          WHERE o."organisationId" = c."organisationId" AND o."customerId" = c."id" ORDER BY o."id" LIMIT 3
        ) o
      ) o
      WHERE c."organisationId" = $1 ORDER BY c."id" LIMIT 50
    ) page`,
};

interface Asked {
  readonly organisationId: number;
  readonly remoteId: string;
}

const answers: Readonly<Record<string, (asked: Asked) => string | Promise<string>>> = {
  '/echo': (asked) => JSON.stringify(asked),
  '/customer': async ({ organisationId, remoteId }) =>
    JSON.stringify((await pool.query({ ...customer, values: [organisationId, remoteId] })).rows[0]),
  '/nested': async ({ organisationId }) =>
    (await pool.query<{ page: string }>({ ...nested, values: [organisationId] })).rows[0]?.page ?? '',
};

async function bodyOf(request: IncomingMessage): Promise<Asked> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text) as Asked;
}

async function answer(request: IncomingMessage): Promise<string> {
  const asked = await bodyOf(request);
  return (await answers[request.url ?? '']?.(asked)) ?? '';
}

const server = createServer((request, response) => {
  answer(request).then(
    (text) => response.setHeader('content-type', 'application/json').end(text),
    () => response.writeHead(500).end(),
  );
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.({ port: (server.address() as AddressInfo).port });
process.once('disconnect', () => process.exit());
