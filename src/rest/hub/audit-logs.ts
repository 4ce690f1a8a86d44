import { z } from 'zod';
import type { EventVerb, SubjectType, TimelineEvent } from '../../events/types.ts';

/** One line of an audit trail. */
export const AuditLog = z
  .object({
    user: z
      .int()
      .nullable()
      .describe('The user who did it; null for a key, for ourselves, and for somebody above you.'),
    action: z.string().describe('CREATED, EDITED, REMOVED, or else what was done, such as RESUME_ORDER.'),
    timestamp: z.string().describe('When it was done, in UTC.'),
    ip_address: z.null().describe('We keep no addresses.'),
    on: z.string().describe('What it was done to, with its id.'),
    on_behalf: z.int().nullable().describe('The user on whose behalf it was done; null for nobody.'),
  })
  .meta({
    id: 'AuditLog',
    description: 'Something that was done.',
    examples: [
      {
        user: 1,
        action: 'EDITED',
        timestamp: '2020-01-30T10:30:00',
        ip_address: null,
        on: 'John Smith (User #123)',
        on_behalf: 1,
      },
    ],
  });

export function toAuditLog(event: TimelineEvent): z.output<typeof AuditLog> {
  return {
    user: event.operatorId,
    action: actionOf(event.verb),
    timestamp: event.occurredAt.toString().replace('Z', ''),
    ip_address: null,
    on: subjectOf(event),
    on_behalf: event.onBehalfOfId,
  };
}

const actions: Readonly<Record<string, string>> = { create: 'CREATED', update: 'EDITED', remove: 'REMOVED' };

function actionOf(verb: EventVerb): string {
  const [word = ''] = /^[a-z]+/.exec(verb) ?? [];
  return actions[word] ?? verb.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** How the things of our domain are called here, where a user is an operator. */
const typeNames: Readonly<Record<SubjectType, string>> = {
  ORGANISATION: 'Organisation',
  OPERATOR: 'User',
  ROLE: 'Role',
  KEY: 'Key',
  API_CLIENT: 'API client',
  CUSTOMER: 'Customer',
  SUBSCRIPTION: 'Subscription',
  ORDER: 'Order',
  USER: 'Seat holder',
};

function subjectOf({ subjectType, subjectId, operatorName }: TimelineEvent): string {
  const thing = `${typeNames[subjectType]} #${subjectId}`;
  return operatorName === null ? thing : `${operatorName} (${thing})`;
}
