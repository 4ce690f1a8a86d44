import { z } from 'zod';
import { type Whoami as Caller, whoami } from '../../identity/whoami.ts';
import { permissions } from '../../shared/permission.ts';
import { route } from '../route.ts';

const Whoami = z
  .object({
    id: z.int().nullable().describe('The user that acts; null where a key of an organisation does.'),
    name: z.string().describe("The user's name; for a key that of its organisation."),
    organisation: z.int().describe('The organisation that everything is seen from.'),
    real_id: z.int().nullable().describe('The user who holds the credential; null for a key.'),
    real_name: z.string().describe('The name of who holds the credential.'),
    currency: z.string().describe('The currency of the organisation, by its three letters (ISO 4217).'),
    locale: z.string().describe('The language that the user reads.'),
    timezone: z.string().describe('The IANA time zone in which the user is shown dates and times.'),
    admin: z.boolean().describe('Whether it may do everything, whatever its roles. A key always may.'),
    root: z.boolean().describe('Whether there is no organisation above this one.'),
    modules: z.array(z.string()).describe('Parts of the system that were bought. There are none to buy.'),
    permissions: z
      .array(
        z.object({
          permission: z.enum(permissions).describe('What may be done with this credential.'),
          parent: z.boolean().describe('Whether an organisation above gave it. Here nobody has anything from above.'),
        }),
      )
      .describe('What may be done with this credential.'),
  })
  .meta({
    id: 'Whoami',
    description: 'Who is calling. While one user acts for another, all but real_id and real_name is about the other.',
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
    summary: 'Who am I',
    description: 'Who is calling, on whose behalf, and what may be done with this credential.',
    takes: [],
    dependsOnTree: true,
    answer: Whoami,
    call: async (ctx) => ({ body: toWhoami(await whoami(ctx)) }),
  }),
];
