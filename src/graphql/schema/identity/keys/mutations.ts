import { CreateKeyInput, createKey } from '../../../../keys/create-key.ts';
import { RevokeKeyInput, revokeKey } from '../../../../keys/revoke-key.ts';
import type { CreatedKey } from '../../../../keys/store-key.ts';
import { parseInput } from '../../../../shared/input.ts';
import { rowSelection } from '../../../execution/row-selection.ts';
import { builder } from '../../builder.ts';
import { errorsOf } from '../../errors/unions.ts';
import { numericId } from '../../global-id.ts';
import { fromArguments } from '../../input.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { ApiKeyNode } from './type.ts';

const CreateKey = builder.inputType('CreateKeyInput', {
  description: 'What to make a key with.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description: 'Whose key it is, where that is an organisation below you.',
    }),
    name: t.string({ description: 'What you call it.' }),
  }),
});

const RevokeKey = builder.inputType('RevokeKeyInput', {
  description: 'Which key to revoke.',
  fields: (t) => ({
    apiKey: t.globalID({ for: ApiKeyNode, required: true, description: 'The key, by its `id`.' }),
  }),
});

const CreateKeySuccess = builder.objectRef<CreatedKey>('CreateKeySuccess').implement({
  description: 'The key was made.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'The key itself. It is shown this once: keep it safe.' }),
    apiKey: t.field({
      type: ApiKeyNode,
      description: 'What can be seen of it from now on.',
      resolve: ({ id }, _args, ctx, info) =>
        ctx.reader.apiKey.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
    }),
  }),
});

const RevokeKeySuccess = builder.objectRef<{ readonly id: number }>('RevokeKeySuccess').implement({
  description: 'The key is revoked, now or since earlier.',
  fields: (t) => ({
    apiKey: t.field({
      type: ApiKeyNode,
      description: 'What can be seen of it.',
      resolve: ({ id }, _args, ctx, info) =>
        ctx.reader.apiKey.findUniqueOrThrow({ ...rowSelection(ctx, info), where: { id } }),
    }),
  }),
});

builder.mutationFields((t) => ({
  createKey: t.field({
    type: CreateKeySuccess,
    description:
      'Makes one more key of an organisation; the others stay good. A key may do everything, so that takes every permission.',
    errors: { types: errorsOf.createKey },
    args: { input: t.arg({ type: CreateKey, required: true, description: 'What to make it with.' }) },
    resolve: (_root, { input }, { useCase }) => createKey(useCase, fromArguments(CreateKeyInput, input)),
  }),
  revokeKey: t.field({
    type: RevokeKeySuccess,
    description: 'Revokes a key at once and for good, also the very one that this request came with.',
    errors: { types: errorsOf.revokeKey },
    args: { input: t.arg({ type: RevokeKey, required: true, description: 'Which key.' }) },
    resolve: (_root, { input }, { useCase }) =>
      revokeKey(useCase, parseInput(RevokeKeyInput, { apiKey: numericId(input.apiKey) })),
  }),
}));
