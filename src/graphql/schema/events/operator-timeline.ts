import type { Conditions } from '../../../db/reading/reader.ts';
import { builder } from '../builder.ts';
import { EventConnection } from '../connections.ts';
import { OperatorNode } from '../identity/operators/type.ts';
import { readPage } from '../listed.ts';

/** Adds a field with the events of an operator, newest first. */
function timeline(
  name: 'doneBy' | 'doneTo',
  description: string,
  condition: (operatorId: number) => Conditions['event'],
): void {
  builder.prismaObjectField(OperatorNode, name, (t) =>
    t.field({
      type: EventConnection,
      description,
      args: t.arg.connectionArgs(),
      resolve: ({ id }, args, ctx, info) =>
        readPage('event', { where: condition(id), orderBy: [{ id: 'desc' }] }, args, ctx, info),
    }),
  );
}

timeline(
  'doneBy',
  'The events that the operator caused, in its own name or on behalf of another operator, newest first.',
  (actorOperatorId) => ({
    actorOperatorId,
  }),
);
timeline('doneTo', 'The events that are about the operator, newest first.', (subjectId) => ({
  subjectType: 'OPERATOR',
  subjectId,
}));
