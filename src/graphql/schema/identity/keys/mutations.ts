import { CreateKeyInput, createKey } from '../../../../keys/create-key.ts';
import { RevokeKeyInput, revokeKey } from '../../../../keys/revoke-key.ts';
import type { CreatedKey } from '../../../../keys/store-key.ts';
import { keyVerbErrors } from '../../../../keys/verb-errors.ts';
import { parseInput } from '../../../../shared/input.ts';
import { rowSelection } from '../../../execution/row-selection.ts';
import { builder } from '../../builder.ts';
import { numericId } from '../../global-id.ts';
import { fromArguments } from '../../input.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { ApiKeyNode } from './type.ts';

const CreateKey = builder.inputType('CreateKeyInput', {
  description: 'Input of the `createKey` mutation.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description:
        'The `id` of the organisation that the API key authenticates. It is your organisation or a descendant of it. The default is your organisation.',
    }),
    name: t.string({ description: 'Your name for the API key.' }),
  }),
});

const RevokeKey = builder.inputType('RevokeKeyInput', {
  description: 'Input of the `revokeKey` mutation.',
  fields: (t) => ({
    apiKey: t.globalID({ for: ApiKeyNode, required: true, description: 'The `id` of the API key.' }),
  }),
});

const CreateKeySuccess = builder.objectRef<CreatedKey>('CreateKeySuccess').implement({
  description: 'The API key was created.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'The API key itself. It is shown only once: store it safely.' }),
    apiKey: t.field({
      type: ApiKeyNode,
      description: 'The metadata of the API key.',
      resolve: ({ id }, _args, ctx, info) =>
        ctx.reader.apiKey.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
    }),
  }),
});

const RevokeKeySuccess = builder.objectRef<{ readonly id: number }>('RevokeKeySuccess').implement({
  description: 'The API key was revoked by this request or an earlier one.',
  fields: (t) => ({
    apiKey: t.field({
      type: ApiKeyNode,
      description: 'The metadata of the API key.',
      resolve: ({ id }, _args, ctx, info) =>
        ctx.reader.apiKey.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
    }),
  }),
});

builder.mutationFields((t) => ({
  createKey: t.field({
    type: CreateKeySuccess,
    description:
      'Creates an API key of an organisation. Existing keys stay valid. An API key has all permissions, so you need all permissions to create one.',
    errors: { types: keyVerbErrors.createKey },
    args: { input: t.arg({ type: CreateKey, required: true, description: 'The API key to create.' }) },
    resolve: (_root, { input }, { useCase }) => createKey(useCase, fromArguments(CreateKeyInput, input)),
  }),
  revokeKey: t.field({
    type: RevokeKeySuccess,
    description: 'Revokes an API key immediately and permanently. The key of this request can be revoked as well.',
    errors: { types: keyVerbErrors.revokeKey },
    args: { input: t.arg({ type: RevokeKey, required: true, description: 'The API key to revoke.' }) },
    resolve: (_root, { input }, { useCase }) =>
      revokeKey(useCase, parseInput(RevokeKeyInput, { apiKey: numericId(input.apiKey) })),
  }),
}));
