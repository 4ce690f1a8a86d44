import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';

// The OAuth door (src/oauth) answers this operation, with a form as its input and the errors of RFC 6749. The
// description is here because a caller of this API needs a token first.

const CreateToken = z
  .object({
    client_id: z.uuid().describe('The id of the API client.'),
    client_secret: z.string().describe('The secret of the API client, which was shown once.'),
    grant_type: z.literal('client_credentials').describe('The grant type. Only client_credentials is supported.'),
    scope: z.string().optional().meta({
      description:
        'The permissions of the token, separated by spaces. The default is all permissions of the API client.',
    }),
  })
  .meta({
    id: 'CreateToken',
    examples: [
      {
        client_id: '123e4567-e89b-12d3-a456-426614174000',
        client_secret: 'abcdefgh1234567',
        grant_type: 'client_credentials',
      },
    ],
  });

const Token = z
  .object({
    access_token: z.string().describe('The access token. Send it as Authorization: Bearer.'),
    token_type: z.literal('Bearer').describe('The type of the token.'),
    expires_in: z.int().describe('The lifetime of the token in seconds.'),
    scope: z.string().optional().describe('The permissions of the token, separated by spaces.'),
  })
  .meta({ id: 'Token', examples: [{ access_token: 'abc123', token_type: 'Bearer', expires_in: 3600 }] });

const OAuthError = z
  .object({
    error: z.string().describe('The error code (RFC 6749).'),
    error_description: z.string().optional().describe('A message for people.'),
  })
  .meta({ id: 'OAuthError', examples: [{ error: 'invalid_client' }] });

const refused = { 'application/json': { schema: OAuthError } };

/** Contract: hub B1. */
export const createTokenOperation: ZodOpenApiOperationObject = {
  operationId: 'createToken',
  tags: ['Auth'],
  summary: 'Create a token',
  description: 'Creates an access token for an API client with the client credentials grant of OAuth 2.0.',
  security: [],
  requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: CreateToken } } },
  responses: {
    '200': { description: 'The access token.', content: { 'application/json': { schema: Token } } },
    '400': { description: 'The request is not a valid OAuth request.', content: refused },
    '401': { description: 'The client is unknown, or its secret is wrong.', content: refused },
  },
};
