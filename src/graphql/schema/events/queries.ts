import { builder } from '../builder.ts';
import { EventConnection } from '../connections.ts';
import { listed } from '../listed.ts';
import { sortInput } from '../sorting.ts';
import { EventFilter, eventConditions } from './filter.ts';

const EventSort = sortInput('Event', 'events', {
  ID: { value: 'id', description: 'The order in which they were written down.' },
  OCCURRED_AT: { value: 'occurredAt', description: 'When they happened.' },
});

builder.queryField('events', (t) =>
  t.field({
    type: EventConnection,
    description: 'What happened to the things of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: EventFilter, description: 'Which events.' }),
      orderBy: t.arg({
        type: EventSort,
        description: 'How they are sorted; as they were written down unless said.',
      }),
    },
    ...listed('event', eventConditions),
  }),
);
