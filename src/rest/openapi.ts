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

/** The description of a dialect in OpenAPI 3.1, made from what its routes take and answer. */
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

/** Leaves out what callers should not count on, and what says nothing. */
const simplify: ZodOpenApiOverride = ({ jsonSchema }) => {
  // A minor release may add members to answers.
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
    description: `${route.description}${takes.length > 0 ? ` Takes the permission ${takes.join(' and ')}.` : ''}`,
    security: securityFor(takes),
    requestParams: {
      path: route.parameters,
      query: route.query,
      header: route.method === 'GET' ? behalfHeaders : behalfHeaders.extend(onceHeaders.shape),
    },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [`${status}`]: {
        description: status === 201 ? 'It was created.' : 'What was asked for.',
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
        'The id of a user of an organisation below yours, to see and act as that user. Takes the permission operator:emulate.',
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
        'Hard to guess, such as a random UUID. The same request with the same key is answered again, and done once.',
      param: { example: '6f1f4a0e-4f0b-4a55-9d1e-0b6a3f1d2c11' },
    }),
});

/** Any one of these will do; a key has all permissions. */
function securityFor(scopes: readonly Permission[]) {
  return [{ oauth2: [...scopes] }, { bearer: [] }, { apiKey: [] }];
}

const clientCredentials = {
  tokenUrl: '/api/v1/oauth/create_token',
  scopes: Object.fromEntries(permissions.map((permission) => [permission, `The permission ${permission}.`])),
};

const securitySchemes = {
  oauth2: { type: 'oauth2', description: 'A token of an API client.', flows: { clientCredentials } },
  bearer: { type: 'http', scheme: 'bearer', description: 'A token, or a key of an organisation.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'A key of an organisation, or a token.' },
} as const;
