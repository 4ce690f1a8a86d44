import { apiClientEventVerbs } from '../../../api-clients/event-verbs.ts';
import { customerEventVerbs } from '../../../customers/event-verbs.ts';
import { calendarEventVerbs } from '../../../due-transitions/event-verbs.ts';
import type { EventVerb, EventVerbs, SubjectType } from '../../../events/types.ts';
import { keyEventVerbs } from '../../../keys/event-verbs.ts';
import { operatorEventVerbs } from '../../../operators/event-verbs.ts';
import { orderEventVerbs } from '../../../orders/event-verbs.ts';
import { organisationEventVerbs } from '../../../organisations/event-verbs.ts';
import { sandboxEventVerbs } from '../../../sandbox/event-verbs.ts';
import { userEventVerbs } from '../../../users/event-verbs.ts';
import { enumOf } from '../enum.ts';

const eventVerbs: EventVerbs = {
  ...organisationEventVerbs,
  ...keyEventVerbs,
  ...apiClientEventVerbs,
  ...customerEventVerbs,
  ...orderEventVerbs,
  ...userEventVerbs,
  ...operatorEventVerbs,
  ...sandboxEventVerbs,
  ...calendarEventVerbs,
};

export const EventVerbEnum = enumOf<EventVerb>(
  'EventVerb',
  'The operation that an event records: a mutation or a scheduled transition.',
  eventVerbs,
);

export const SubjectTypeEnum = enumOf<SubjectType>('SubjectType', 'The type of the object that an event is about.', {
  ORGANISATION: { description: 'An organisation.' },
  OPERATOR: { description: 'An operator of an organisation.' },
  ROLE: { description: 'A role. It may have been removed since.' },
  KEY: { description: 'An API key of an organisation.' },
  API_CLIENT: { description: 'An API client of an operator.' },
  CUSTOMER: { description: 'A customer. It may have been removed since.' },
  SUBSCRIPTION: { description: 'A subscription.' },
  ORDER: { description: 'The order itself, not the subscription that it belongs to.' },
  USER: { description: 'A user. It may have been removed since.' },
});

export type ActorKind = 'API_KEY' | 'API_CLIENT' | 'CALENDAR' | 'TERMINAL';

export const ActorKindEnum = enumOf<ActorKind>('ActorKind', 'The kind of the actor that caused an event.', {
  API_KEY: { description: 'An organisation, by one of its API keys.' },
  API_CLIENT: { description: 'An operator, by one of its API clients.' },
  CALENDAR: { description: 'A scheduled transition, such as the end of a term.' },
  TERMINAL: { description: 'The administrator of this service, at the command line.' },
});
