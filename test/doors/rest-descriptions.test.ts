import { expect, test } from 'vitest';
import { hub } from '../../src/rest/hub/dialect.ts';
import { licensing } from '../../src/rest/licensing/dialect.ts';
import { Workbench } from '../support/described-client.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const dialects = [hub, licensing];

const placeOf = (basePath: string) => `${world.url}${basePath}/openapi.json`;

test.for(dialects)('the description of $name is public and covers every route', async (dialect) => {
  const { basePath, routes, answeredElsewhere = {} } = dialect;
  const response = await fetch(placeOf(basePath));
  const { openapi, servers, paths, components } = await response.json();

  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect([openapi, servers[0].url]).toEqual(['3.1.1', basePath]);
  const described = Object.entries<Record<string, { operationId: string }>>(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { operationId }]) => `${operationId}: ${method} ${path}`),
  );
  expect(described.sort()).toEqual(
    [
      ...Object.keys(answeredElsewhere).map((path) => `createToken: post ${path}`),
      ...routes.map(({ operationId, method, path }) => `${operationId}: ${method.toLowerCase()} ${path}`),
    ].sort(),
  );
  expect(new Set(routes.map(({ operationId }) => operationId)).size).toBe(routes.length);
  expect(components.securitySchemes).toMatchObject({
    oauth2: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/api/v1/oauth/create_token' } } },
    bearer: { type: 'http', scheme: 'bearer' },
    apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
  });
});

test.for(dialects)('every parameter and member of $name has a description', async (dialect) => {
  const mute: string[] = [];
  let looked = 0;
  const look = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null) return;
    const { properties, parameters } = value as { properties?: object; parameters?: { name: string }[] };
    const parts = [...Object.entries(properties ?? {}), ...(parameters ?? []).map((one) => [one.name, one] as const)];
    looked += parts.length;
    for (const [name, part] of parts) {
      if (!/^[A-Z].*\.$/s.test(part.description ?? '')) mute.push(`${path}/${name}`);
    }
    for (const [name, inner] of Object.entries(value)) look(inner, `${path}/${name}`);
  };

  look(await (await fetch(placeOf(dialect.basePath))).json(), '');

  expect(mute).toEqual([]);
  expect(looked).toBeGreaterThan(80);
});

test.for(dialects)('the description of $name accepts only GET and HEAD', async ({ basePath }) => {
  const place = placeOf(basePath);
  const head = await fetch(place, { method: 'HEAD' });
  const post = await fetch(place, { method: 'POST' });

  expect([head.status, post.status, post.headers.get('allow')]).toEqual([200, 405, 'GET, HEAD']);
});

test.for(dialects)('the recommended strict rules find no problem in the description of $name', async ({ basePath }) => {
  const workbench = await Workbench.open();
  await workbench.write('api.json', await (await fetch(placeOf(basePath))).text());

  const report = await workbench.redocly('lint', 'api.json', '--extends=recommended-strict', '--format=json');

  expect(JSON.parse(report).problems).toEqual([]);
});
