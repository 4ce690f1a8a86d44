import type { FragmentDefinitionNode, GraphQLResolveInfo, SelectionNode, SelectionSetNode } from 'graphql';
import { apiClientVerbErrors } from '../../../api-clients/verb-errors.ts';
import { customerVerbErrors } from '../../../customers/verb-errors.ts';
import { keyVerbErrors } from '../../../keys/verb-errors.ts';
import { orderVerbErrors } from '../../../orders/verb-errors.ts';
import { sandboxVerbErrors } from '../../../sandbox/verb-errors.ts';
import { userVerbErrors } from '../../../users/verb-errors.ts';
import { BadUserInputError } from '../../execution/bad-user-input.ts';
import { builder } from '../builder.ts';

/** A method can be any verb of these features. */
const verbErrors = {
  ...customerVerbErrors,
  ...orderVerbErrors,
  ...userVerbErrors,
  ...keyVerbErrors,
  ...apiClientVerbErrors,
  ...sandboxVerbErrors,
};
const errorTypes = [...new Set(Object.values(verbErrors).flat())];

const EnvelopeSuccess = builder.objectRef<{ readonly result: unknown }>('EnvelopeSuccess').implement({
  description: 'The method was executed.',
  fields: (t) => ({
    result: t.expose('result', {
      type: 'JSON',
      description: 'The result of the method: an object, or `true`.',
    }),
  }),
});

builder.mutationField('envelope', (t) =>
  t.field({
    type: EnvelopeSuccess,
    description:
      'Calls a method of the envelope API with `{"method", "params"}`. The guide to the envelope describes the methods. An operation can contain this field only once.',
    errors: { types: errorTypes },
    args: {
      method: t.arg.string({ required: true, description: 'The name of the method.' }),
      params: t.arg({ type: 'JSON', required: true, description: 'The parameters of the method: a JSON object.' }),
    },
    resolve: async (_root, { method, params }, { callEnvelope, useCase }, info) => {
      if (timesSelected(info.operation.selectionSet, info) > 1) {
        throw new BadUserInputError('envelope: expected once per operation. Send the methods one by one.');
      }
      return { result: await callEnvelope(useCase, method, params) };
    },
  }),
);

/** Returns how often the operation selects this field at its root, including aliases and fragments. */
function timesSelected(
  { selections }: SelectionSetNode,
  info: GraphQLResolveInfo,
  // Cached, because the number of visits could otherwise grow exponentially with nested fragments.
  known = new Map<string, number>(),
): number {
  const timesOf = (selection: SelectionNode): number => {
    if (selection.kind === 'Field') return selection.name.value === info.fieldName ? 1 : 0;
    if (selection.kind === 'InlineFragment') return timesSelected(selection.selectionSet, info, known);
    const name = selection.name.value;
    const fragment: FragmentDefinitionNode | undefined = info.fragments[name];
    const times = known.get(name) ?? (fragment ? timesSelected(fragment.selectionSet, info, known) : 0);
    known.set(name, times);
    return times;
  };
  return selections.reduce((sum, selection) => sum + timesOf(selection), 0);
}
