import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';

// The operation itself is OAuth's (src/oauth), which speaks another language than the rest of this API: a form goes in,
// and errors are those of RFC 6749. It is described here because it belongs to what a caller of this API meets first.

const CreateToken = z
  .object({
    client_id: z.uuid().describe('The id of the API client.'),
    client_secret: z.string().describe('Its secret, which was shown once.'),
    grant_type: z.literal('client_credentials').describe('There is no other way to get a token.'),
    scope: z.string().optional().meta({
      description: 'The permissions that the token is limited to, separated by spaces. All of the client without it.',
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
    access_token: z.string().describe('The token, to be sent as Authorization: Bearer.'),
    token_type: z.literal('Bearer').describe('How it is sent.'),
    expires_in: z.int().describe('For how many seconds it is good.'),
    scope: z.string().optional().describe('The permissions that it has, separated by spaces.'),
  })
  .meta({ id: 'Token', examples: [{ access_token: 'abc123', token_type: 'Bearer', expires_in: 3600 }] });

const OAuthError = z
  .object({
    error: z.string().describe('What kind of problem it is, by RFC 6749.'),
    error_description: z.string().optional().describe('The same for people.'),
  })
  .meta({ id: 'OAuthError', examples: [{ error: 'invalid_client' }] });

const refused = { 'application/json': { schema: OAuthError } };

/** B1, as it is described. */
export const createTokenOperation: ZodOpenApiOperationObject = {
  operationId: 'createToken',
  tags: ['Auth'],
  summary: 'Create a token',
  description: 'An access token for an API client, by the client credentials grant of OAuth 2.0.',
  security: [],
  requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: CreateToken } } },
  responses: {
    '200': { description: 'The token.', content: { 'application/json': { schema: Token } } },
    '400': { description: 'The request is none that OAuth knows.', content: refused },
    '401': { description: 'There is no such client with this secret.', content: refused },
  },
};
