import {
  type ClientWithSecret,
  CreateApiClientInput,
  createApiClient,
} from '../../../../api-clients/create-api-client.ts';
import { RevokeApiClientInput, revokeApiClient } from '../../../../api-clients/revoke-api-client.ts';
import { RotateApiClientSecretInput, rotateApiClientSecret } from '../../../../api-clients/rotate-api-client-secret.ts';
import { parseInput } from '../../../../shared/input.ts';
import { rowSelection } from '../../../execution/row-selection.ts';
import { builder } from '../../builder.ts';
import { errorsOf } from '../../errors/unions.ts';
import { numericId } from '../../global-id.ts';
import { OperatorNode } from '../operators/type.ts';
import { ApiClientNode } from './type.ts';

const CreateApiClient = builder.inputType('CreateApiClientInput', {
  description: 'What to make an API client with.',
  fields: (t) => ({
    operator: t.globalID({
      for: OperatorNode,
      required: true,
      description: 'The operator for whom it will act, by its `id`.',
    }),
    name: t.string({ required: true, description: 'What you call it.' }),
    scope: t.stringList({
      description: 'The permissions to which it is limited. Left out, it may do all that its operator may.',
    }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it stops being good, in real time.' }),
  }),
});

const RotateApiClientSecret = builder.inputType('RotateApiClientSecretInput', {
  description: 'Which API client to give a new secret.',
  fields: (t) => ({
    apiClient: t.globalID({ for: ApiClientNode, required: true, description: 'The API client, by its `id`.' }),
    overlapSeconds: t.int({
      description:
        'For how long its last secret stays good, 0 to 2592000 seconds (30 days); a day unless said. Older ones end at once.',
    }),
  }),
});

const RevokeApiClient = builder.inputType('RevokeApiClientInput', {
  description: 'Which API client to revoke.',
  fields: (t) => ({
    apiClient: t.globalID({ for: ApiClientNode, required: true, description: 'The API client, by its `id`.' }),
  }),
});

function withSecret(name: string, description: string) {
  return builder.objectRef<ClientWithSecret>(name).implement({
    description,
    fields: (t) => ({
      clientSecret: t.exposeString('secret', {
        description: 'The secret itself, which OAuth calls `client_secret`. It is shown this once: keep it safe.',
      }),
      apiClient: t.field({
        type: ApiClientNode,
        description: 'What can be seen of the API client from now on.',
        resolve: ({ id }, _args, ctx, info) =>
          ctx.reader.apiClient.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
      }),
    }),
  });
}

const RevokeApiClientSuccess = builder.objectRef<{ readonly id: number }>('RevokeApiClientSuccess').implement({
  description: 'The API client is revoked, now or since earlier.',
  fields: (t) => ({
    apiClient: t.field({
      type: ApiClientNode,
      description: 'What can be seen of it.',
      resolve: ({ id }, _args, ctx, info) =>
        ctx.reader.apiClient.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
    }),
  }),
});

builder.mutationFields((t) => ({
  createApiClient: t.field({
    type: withSecret('CreateApiClientSuccess', 'The API client was made.'),
    description:
      'Makes one more API client of an operator. It takes every permission that the client will have: nobody hands on what they have not got.',
    errors: { types: errorsOf.createApiClient },
    args: { input: t.arg({ type: CreateApiClient, required: true, description: 'What to make it with.' }) },
    resolve: (_root, { input }, { useCase }) =>
      createApiClient(useCase, parseInput(CreateApiClientInput, { ...input, operator: numericId(input.operator) })),
  }),
  rotateApiClientSecret: t.field({
    type: withSecret('RotateApiClientSecretSuccess', 'The API client has a new secret.'),
    description: 'Gives an API client a new secret; the last one stays good for a while. Tokens live on.',
    errors: { types: errorsOf.rotateApiClientSecret },
    args: { input: t.arg({ type: RotateApiClientSecret, required: true, description: 'Which API client.' }) },
    resolve: (_root, { input: { apiClient, overlapSeconds } }, { useCase }) =>
      rotateApiClientSecret(
        useCase,
        parseInput(RotateApiClientSecretInput, { apiClient: numericId(apiClient), overlapSeconds }),
      ),
  }),
  revokeApiClient: t.field({
    type: RevokeApiClientSuccess,
    description: 'Revokes an API client with all its secrets and tokens, at once and for good.',
    errors: { types: errorsOf.revokeApiClient },
    args: { input: t.arg({ type: RevokeApiClient, required: true, description: 'Which API client.' }) },
    resolve: (_root, { input }, { useCase }) =>
      revokeApiClient(useCase, parseInput(RevokeApiClientInput, { apiClient: numericId(input.apiClient) })),
  }),
}));
