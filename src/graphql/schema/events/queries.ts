import { builder } from '../builder.ts';
import { EventConnection } from '../connections.ts';
import { listed } from '../listed.ts';
import { sortInput } from '../sorting.ts';
import { EventFilter, eventConditions } from './filter.ts';

const EventSort = sortInput('Event', 'events', {
  ID: { value: 'id', description: 'The order in which the events were recorded.' },
  OCCURRED_AT: { value: 'occurredAt', description: 'The date and time at which the event happened.' },
});

builder.queryField('events', (t) =>
  t.field({
    type: EventConnection,
    description: 'The events about objects of your organisation and its descendants.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: EventFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({
        type: EventSort,
        description: 'The sort order. The default is the order in which the events were recorded.',
      }),
    },
    ...listed('event', eventConditions),
  }),
);
