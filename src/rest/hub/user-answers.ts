import { z } from 'zod';
import type { TimelineEvent } from '../../events/types.ts';
import { languages, operatorProfile, timeouts } from '../../operators/profile.ts';
import { notifications, type Operator } from '../../operators/types.ts';
import type { UpdatedOperator } from '../../operators/update-operator.ts';
import { namesOf } from '../../shared/members.ts';
import { memberName } from '../../shared/vocabulary.ts';
import { inDocumentOrder } from '../document-order.ts';
import { AuditLog, toAuditLog } from './audit-logs.ts';
import { hubVocabulary } from './vocabulary.ts';

/** The members that responses and inputs of users share. */
export const userMembers = {
  name: z.string().describe('The name of the user.'),
  email_address: z
    .string()
    .describe(
      'The e-mail address, unique within the organisation. Comparison ignores case and treats both forms of an internationalised domain as equal.',
    ),
  organisation: z.int().describe('The id of the organisation of the user.'),
  admin: z.boolean().describe('Whether the user is an administrator, with all permissions regardless of roles.'),
  'two-factor': z.boolean().describe('Whether the user signs in with a second factor.'),
  active: z.boolean().describe('Whether the user is active. A disabled user and their API clients have no access.'),
  verified: z.boolean().describe("Whether the user's e-mail address is verified."),
  password_reset: z.boolean().describe('Whether the user must choose a new password.'),
  user_language: z.enum(languages).describe('The language of the user interface.'),
  timezone: z.string().describe('The IANA time zone in which the user sees dates and times.'),
  timeout: z.literal(timeouts).describe('The number of idle seconds after which the user is signed out.'),
  roles: z.array(z.int()).describe('The ids of the roles of the user.'),
  notification: z.array(z.enum(notifications)).describe('The notifications that the user receives.'),
};

/** A user in a list. */
export const ListedUser = z
  .object({
    id: z.int().describe('The id of the user.'),
    organisation: userMembers.organisation,
    name: userMembers.name,
    email_address: userMembers.email_address,
    password_reset: userMembers.password_reset,
    verified: userMembers.verified,
    disabled: z.boolean().describe('Whether the user is disabled.'),
  })
  .meta({
    id: 'ListedUser',
    description: 'A summary of a user.',
    examples: [
      {
        id: 1,
        organisation: 1,
        name: 'Bobby Lashley',
        email_address: 'b.lashers@gmail.com',
        password_reset: false,
        verified: true,
        disabled: false,
      },
    ],
  });

export function toListedUser(operator: Operator): z.output<typeof ListedUser> {
  return {
    id: operator.id,
    organisation: operator.organisationId,
    name: operator.name,
    email_address: operator.email,
    password_reset: operator.mustResetPassword,
    verified: operator.isVerified,
    disabled: !operator.isActive,
  };
}

const ApiClient = z
  .object({
    id: z.int().describe('The id of the API client.'),
    name: z.string().describe('The name of the API client.'),
    client_id: z.string().describe('The client_id for OAuth.'),
  })
  .meta({
    id: 'ApiClient',
    description: 'A program that acts as the user.',
    examples: [{ id: 1, name: 'Basic User API Client', client_id: '89f7682b-3dd8-40ef-b303-89be91e770e5' }],
  });

const evidence = 'newest first, at most 100. Empty without the permission audit:view.';

/** A user with API clients and events. */
export const User = z
  .object({
    id: z.int().describe('The id of the user.'),
    ...userMembers,
    api_clients: z.array(ApiClient).describe('The API clients of the user. Empty without the permission key:view.'),
    audit_logs: z.array(AuditLog).describe(`The changes to the user, ${evidence}`),
    actions_taken: z.array(AuditLog).describe(`The actions of the user, ${evidence}`),
  })
  .meta({ id: 'User', description: 'A person who signs in for an organisation.' });

type HubProfile = Omit<
  z.output<typeof User>,
  'id' | 'organisation' | 'timeout' | 'roles' | 'notification' | 'api_clients' | 'audit_logs' | 'actions_taken'
>;

/** The events of an operator that the caller may see. */
export interface Evidence {
  readonly doneTo: readonly TimelineEvent[];
  readonly doneBy: readonly TimelineEvent[];
}

export function toUser(operator: Operator, { doneTo, doneBy }: Evidence): z.output<typeof User> {
  const profile = namesOf(operatorProfile).map((name) => [memberName(hubVocabulary, name), operator[name]]);
  return inDocumentOrder(Object.keys(User.shape), {
    id: operator.id,
    ...(Object.fromEntries(profile) as HubProfile),
    organisation: operator.organisationId,
    timeout: operator.timeoutSeconds,
    roles: [...operator.roles],
    notification: [...operator.notifications],
    api_clients: operator.apiClients.map(({ id, name, clientId }) => ({ id, name, client_id: clientId })),
    audit_logs: doneTo.map(toAuditLog),
    actions_taken: doneBy.map(toAuditLog),
  });
}

const Reset = z
  .object({
    roles: z.array(z.int()).describe('The roles that the user had.'),
    notification: z.array(z.string()).describe('The notifications that the user had.'),
    api_clients: z.array(z.int()).describe('The ids of the API clients that were revoked.'),
  })
  .describe('What a change of organisation removed from the user. Left out if nothing was removed.');

/** A user after a change, with everything that the change removed. */
export const EditedUser = User.extend({ reset: Reset.optional() }).meta({
  id: 'EditedUser',
  description: 'A user after a change.',
});

export function toReset(updated: UpdatedOperator): { reset?: z.output<typeof Reset> } {
  const { resetRoles, resetNotifications, revokedClients } = updated;
  if ([resetRoles, resetNotifications, revokedClients].every((lost) => lost.length === 0)) return {};
  return { reset: { roles: [...resetRoles], notification: [...resetNotifications], api_clients: [...revokedClients] } };
}
