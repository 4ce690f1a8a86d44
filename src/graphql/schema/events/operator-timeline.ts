import type { Conditions } from '../../../db/reading/reader.ts';
import { builder } from '../builder.ts';
import { eventConnection } from '../connection.ts';
import { EventConnection } from '../connections.ts';
import { OperatorNode } from '../identity/operators/type.ts';
import { EventNode } from './type.ts';

/** The events about which a condition says what they have to do with an operator, the latest first. */
function timeline(
  name: 'doneBy' | 'doneTo',
  description: string,
  condition: (operatorId: number) => Conditions['event'],
): void {
  builder.prismaObjectField(OperatorNode, name, (t) =>
    t.prismaConnection(
      {
        ...eventConnection,
        type: EventNode,
        description,
        totalCount: ({ id }, _args, { reader }) => reader.event.count({ where: condition(id) }),
        resolve: (query, { id }, _args, { reader }) =>
          reader.event.findMany({ ...query, where: condition(id), orderBy: [{ id: 'desc' }] }),
      },
      EventConnection,
    ),
  );
}

timeline('doneBy', 'What it did, in its own name or for others, the latest first.', (actorOperatorId) => ({
  actorOperatorId,
}));
timeline('doneTo', 'What happened to it, the latest first.', (subjectId) => ({ subjectType: 'OPERATOR', subjectId }));
