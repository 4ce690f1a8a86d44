import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { type Permission, permissions } from '../shared/permission.ts';
import type { Dialect } from './dialect.ts';
import { problemsOf } from './openapi-problems.ts';
import type { Route } from './route.ts';

/** Returns the OpenAPI 3.1 description of a dialect, generated from its routes. */
export function describeApi({ basePath, routes, info, tags, answeredElsewhere }: Dialect) {
  const paths: ZodOpenApiPathsObject = { ...answeredElsewhere };
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return createDocument(
    {
      openapi: '3.1.1',
      info: { ...info, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: basePath, description: 'This gateway.' }],
      tags: [...tags],
      security: securityFor([]),
      paths,
      components: { securitySchemes },
    },
    { override: simplify },
  );
}

/** Removes constraints on which callers must not rely, and constraints that carry no information. */
const simplify: ZodOpenApiOverride = ({ jsonSchema }) => {
  // A minor release may add members to responses.
  delete jsonSchema.additionalProperties;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { operationId, tag, summary, status = 200, body, takes } = route;
  return {
    operationId,
    tags: [tag],
    summary,
    description: `${route.description}${takes.length > 0 ? ` Requires the ${takes.length === 1 ? 'permission' : 'permissions'} ${takes.join(' and ')}.` : ''}`,
    security: securityFor(takes),
    requestParams: {
      path: route.parameters,
      query: route.query,
      header: route.method === 'GET' ? behalfHeaders : behalfHeaders.extend(onceHeaders.shape),
    },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [`${status}`]: {
        description: status === 201 ? 'The resource was created.' : 'The request succeeded.',
        content: { 'application/json': { schema: route.answer } },
        ...(Object.keys(route.headers.shape).length > 0 && { headers: route.headers }),
      },
      ...problemsOf(route),
    },
  };
}

const behalfHeaders = z.object({
  'X-On-Behalf-Of': z
    .int()
    .min(1)
    .optional()
    .meta({
      description:
        'The id of a user of an organisation below yours. The request is executed on behalf of this user. Requires the permission operator:emulate.',
      param: { example: 5 },
    }),
});

const onceHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .meta({
      description:
        'A value that is hard to guess, such as a random UUID. Requests with the same key are executed once; each of them gets the same response.',
      param: { example: '6f1f4a0e-4f0b-4a55-9d1e-0b6a3f1d2c11' },
    }),
});

/** Any one of these schemes suffices. An API key has all permissions. */
function securityFor(scopes: readonly Permission[]) {
  return [{ oauth2: [...scopes] }, { bearer: [] }, { apiKey: [] }];
}

const clientCredentials = {
  tokenUrl: '/api/v1/oauth/create_token',
  scopes: Object.fromEntries(permissions.map((permission) => [permission, `The permission ${permission}.`])),
};

const securitySchemes = {
  oauth2: { type: 'oauth2', description: 'An access token of an API client.', flows: { clientCredentials } },
  bearer: { type: 'http', scheme: 'bearer', description: 'An access token, or an API key of an organisation.' },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'x-api-key',
    description: 'An API key of an organisation, or an access token.',
  },
} as const;
