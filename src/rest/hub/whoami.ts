import { z } from 'zod';
import { type Whoami as Caller, whoami } from '../../identity/whoami.ts';
import { permissions } from '../../shared/permission.ts';
import { route } from '../route.ts';

const Whoami = z
  .object({
    id: z.int().nullable().describe('The id of the acting user; null for an API key of an organisation.'),
    name: z.string().describe('The name of the user; for an API key, the name of its organisation.'),
    organisation: z.int().describe('The id of the organisation for which the caller acts.'),
    real_id: z.int().nullable().describe('The id of the user to whom the credential belongs; null for an API key.'),
    real_name: z
      .string()
      .describe('The name of the user to whom the credential belongs; for an API key, the name of its organisation.'),
    currency: z.string().describe('The currency of the organisation, as a three-letter code (ISO 4217).'),
    locale: z.string().describe('The language of the user.'),
    timezone: z.string().describe('The IANA time zone in which the user sees dates and times.'),
    admin: z
      .boolean()
      .describe(
        'Whether the caller is an administrator, with all permissions regardless of roles. An API key always is.',
      ),
    root: z.boolean().describe('Whether the organisation has no parent.'),
    modules: z.array(z.string()).describe('The purchased modules. Always empty.'),
    permissions: z
      .array(
        z.object({
          permission: z.enum(permissions).describe('The name of the permission.'),
          parent: z.boolean().describe('Whether an organisation above granted the permission. Always false.'),
        }),
      )
      .describe('The permissions of the credential.'),
  })
  .meta({
    id: 'Whoami',
    description:
      'The caller. If a user acts on behalf of another user, all members except real_id and real_name describe the other user.',
    examples: [
      {
        id: 5,
        name: 'Tom Jones',
        organisation: 5,
        real_id: 1,
        real_name: 'Diana Ross',
        currency: 'GBP',
        locale: 'en',
        timezone: 'Europe/London',
        admin: false,
        root: false,
        modules: [],
        permissions: [{ permission: 'user:view', parent: false }],
      },
    ],
  });

function toWhoami(caller: Caller): z.output<typeof Whoami> {
  return {
    id: caller.operatorId,
    name: caller.name,
    organisation: caller.organisationId,
    real_id: caller.realOperatorId,
    real_name: caller.realName,
    currency: caller.currency,
    locale: caller.locale,
    timezone: caller.timeZone,
    admin: caller.isAdmin,
    root: caller.isRoot,
    modules: [],
    permissions: caller.permissions.map((permission) => ({ permission, parent: false })),
  };
}

export const whoamiRoutes = [
  route({
    method: 'GET',
    path: '/whoami',
    operationId: 'whoami',
    tag: 'Auth',
    summary: 'Get the caller',
    description: 'Returns the caller, the user on whose behalf the caller acts, and the permissions of the credential.',
    takes: [],
    dependsOnTree: true,
    answer: Whoami,
    call: async (ctx) => ({ body: toWhoami(await whoami(ctx)) }),
  }),
];
