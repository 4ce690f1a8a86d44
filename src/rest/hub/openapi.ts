import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiOverride } from 'zod-openapi';
import { type Permission, permissions } from '../../shared/permission.ts';
import { createTokenOperation } from './oauth.ts';
import { problemsOf } from './openapi-problems.ts';
import type { Route } from './route.ts';

/** The description of this API in OpenAPI 3.1, made from what its routes take and answer. */
export function describeApi(basePath: string, routes: readonly Route[]) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  paths['/oauth/create_token'] = { post: createTokenOperation };
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Hub API',
        version: '1.1.0',
        description,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: basePath, description: 'This gateway.' }],
      tags,
      security: securityFor([]),
      paths,
      components: { securitySchemes: securitySchemes(basePath) },
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

const description = `Organisations and their users over HTTP and JSON.

Parameters of different names narrow a list down together; values of one repeated parameter are alternatives. Lists come
in pages, and tell in \`X-Total-Count\` and \`X-Total-Pages\` how much there is. Parameters and members that are not
described are ignored; answers may get more members. Every error is a problem of RFC 9457 with a \`code\`.`;

const tags = [
  { name: 'Auth', description: 'Tokens, and who they belong to.' },
  { name: 'Organisations', description: 'The tree of organisations, from your own down.' },
  { name: 'Users', description: 'Those who sign in for an organisation.' },
];

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

function securitySchemes(basePath: string) {
  const clientCredentials = {
    tokenUrl: `${basePath}/oauth/create_token`,
    scopes: Object.fromEntries(permissions.map((permission) => [permission, `The permission ${permission}.`])),
  };
  return {
    oauth2: { type: 'oauth2', description: 'A token of an API client.', flows: { clientCredentials } },
    bearer: { type: 'http', scheme: 'bearer', description: 'A token, or a key of an organisation.' },
    apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'A key of an organisation, or a token.' },
  } as const;
}
