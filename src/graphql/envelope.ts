import type { FragmentDefinitionNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { BadUserInputError } from './bad-user-input.ts';
import { builder } from './builder.ts';
import { errorsOf } from './errors.ts';

const EnvelopeSuccess = builder.objectRef<{ readonly result: unknown }>('EnvelopeSuccess').implement({
  description: 'The method was carried out.',
  fields: (t) => ({
    result: t.expose('result', {
      type: 'JSON',
      nullable: true,
      description: 'What the envelope answers: the bare entity, or true.',
    }),
  }),
});

builder.mutationField('envelope', (t) =>
  t.field({
    type: EnvelopeSuccess,
    description: 'Calls a method of the envelope, `{"method", "params"}`, as documented there. Once per operation.',
    errors: { types: errorsOf.envelope },
    args: {
      method: t.arg.string({ required: true, description: 'The name of the method.' }),
      params: t.arg({ type: 'JSON', required: true, description: 'Its parameters, an object.' }),
    },
    resolve: async (_root, { method, params }, { callEnvelope, useCase }, info) => {
      if (timesAsked(info.operation.selectionSet, info) > 1) {
        throw new BadUserInputError('envelope: expected once per operation. Send the methods one by one.');
      }
      return { result: await callEnvelope(useCase, method, params) };
    },
  }),
);

/** How often the operation asks for this field at its root, under whatever aliases and through whatever fragments. */
function timesAsked(selectionSet: SelectionSetNode, info: GraphQLResolveInfo): number {
  return selectionSet.selections
    .map((selection) => {
      if (selection.kind === 'Field') return selection.name.value === info.fieldName ? 1 : 0;
      if (selection.kind === 'InlineFragment') return timesAsked(selection.selectionSet, info);
      const fragment: FragmentDefinitionNode | undefined = info.fragments[selection.name.value];
      return fragment ? timesAsked(fragment.selectionSet, info) : 0;
    })
    .reduce<number>((sum, times) => sum + times, 0);
}
