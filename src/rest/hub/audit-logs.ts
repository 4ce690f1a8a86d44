import { z } from 'zod';
import type { EventVerb, SubjectType, TimelineEvent } from '../../events/types.ts';

export const AuditLog = z
  .object({
    user: z
      .int()
      .nullable()
      .describe(
        'The id of the user who did it; null for an API key, for the system itself, and for an organisation above yours.',
      ),
    action: z.string().describe('CREATED, EDITED or REMOVED, or the name of another action, such as RESUME_ORDER.'),
    timestamp: z.string().describe('The time of the action, in UTC.'),
    ip_address: z.null().describe('Always null. IP addresses are not stored.'),
    on: z.string().describe('The object of the action, with its id.'),
    on_behalf: z.int().nullable().describe('The id of the user on whose behalf it was done; null if there is none.'),
  })
  .meta({
    id: 'AuditLog',
    description: 'An entry of the audit trail.',
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

/** The names of our subject types in this API. An operator is a user here. */
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
