import {
  type ClientWithSecret,
  CreateApiClientInput,
  createApiClient,
} from '../../../../api-clients/create-api-client.ts';
import { RevokeApiClientInput, revokeApiClient } from '../../../../api-clients/revoke-api-client.ts';
import { RotateApiClientSecretInput, rotateApiClientSecret } from '../../../../api-clients/rotate-api-client-secret.ts';
import { apiClientVerbErrors } from '../../../../api-clients/verb-errors.ts';
import { parseInput } from '../../../../shared/input.ts';
import { rowSelection } from '../../../execution/row-selection.ts';
import { builder } from '../../builder.ts';
import { numericId } from '../../global-id.ts';
import { OperatorNode } from '../operators/type.ts';
import { ApiClientNode } from './type.ts';

const CreateApiClient = builder.inputType('CreateApiClientInput', {
  description: 'Input of the `createApiClient` mutation.',
  fields: (t) => ({
    operator: t.globalID({
      for: OperatorNode,
      required: true,
      description: 'The `id` of the operator for which the API client acts.',
    }),
    name: t.string({ required: true, description: 'Your name for the API client.' }),
    scope: t.stringList({
      description:
        'The permissions that the API client is limited to. If omitted, the API client has all permissions of its operator.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'The date and time at which the API client expires, in real time. If omitted, it does not expire.',
    }),
  }),
});

const RotateApiClientSecret = builder.inputType('RotateApiClientSecretInput', {
  description: 'Input of the `rotateApiClientSecret` mutation.',
  fields: (t) => ({
    apiClient: t.globalID({ for: ApiClientNode, required: true, description: 'The `id` of the API client.' }),
    overlapSeconds: t.int({
      description:
        'The time in seconds for which the current secret stays valid, from 0 to 2592000 (30 days). The default is 86400 (one day). Older secrets expire immediately.',
    }),
  }),
});

const RevokeApiClient = builder.inputType('RevokeApiClientInput', {
  description: 'Input of the `revokeApiClient` mutation.',
  fields: (t) => ({
    apiClient: t.globalID({ for: ApiClientNode, required: true, description: 'The `id` of the API client.' }),
  }),
});

function withSecret(name: string, description: string) {
  return builder.objectRef<ClientWithSecret>(name).implement({
    description,
    fields: (t) => ({
      clientSecret: t.exposeString('secret', {
        description: 'The new secret, which OAuth 2.0 calls `client_secret`. It is shown only once: store it safely.',
      }),
      apiClient: t.field({
        type: ApiClientNode,
        description: 'The API client after the mutation.',
        resolve: ({ id }, _args, ctx, info) =>
          ctx.reader.apiClient.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
      }),
    }),
  });
}

const RevokeApiClientSuccess = builder.objectRef<{ readonly id: number }>('RevokeApiClientSuccess').implement({
  description: 'The API client was revoked by this request or an earlier one.',
  fields: (t) => ({
    apiClient: t.field({
      type: ApiClientNode,
      description: 'The API client after the mutation.',
      resolve: ({ id }, _args, ctx, info) =>
        ctx.reader.apiClient.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
    }),
  }),
});

builder.mutationFields((t) => ({
  createApiClient: t.field({
    type: withSecret('CreateApiClientSuccess', 'The API client was created.'),
    description: 'Creates an API client of an operator. You need every permission that the API client receives.',
    errors: { types: apiClientVerbErrors.createApiClient },
    args: { input: t.arg({ type: CreateApiClient, required: true, description: 'The API client to create.' }) },
    resolve: (_root, { input }, { useCase }) =>
      createApiClient(useCase, parseInput(CreateApiClientInput, { ...input, operator: numericId(input.operator) })),
  }),
  rotateApiClientSecret: t.field({
    type: withSecret('RotateApiClientSecretSuccess', 'The API client has a new secret.'),
    description:
      'Creates a new secret of an API client. The current secret stays valid for a limited time. Access tokens stay valid.',
    errors: { types: apiClientVerbErrors.rotateApiClientSecret },
    args: {
      input: t.arg({
        type: RotateApiClientSecret,
        required: true,
        description: 'The API client whose secret is rotated.',
      }),
    },
    resolve: (_root, { input: { apiClient, overlapSeconds } }, { useCase }) =>
      rotateApiClientSecret(
        useCase,
        parseInput(RotateApiClientSecretInput, { apiClient: numericId(apiClient), overlapSeconds }),
      ),
  }),
  revokeApiClient: t.field({
    type: RevokeApiClientSuccess,
    description: 'Revokes an API client with all its secrets and access tokens, immediately and permanently.',
    errors: { types: apiClientVerbErrors.revokeApiClient },
    args: { input: t.arg({ type: RevokeApiClient, required: true, description: 'The API client to revoke.' }) },
    resolve: (_root, { input }, { useCase }) =>
      revokeApiClient(useCase, parseInput(RevokeApiClientInput, { apiClient: numericId(input.apiClient) })),
  }),
}));
