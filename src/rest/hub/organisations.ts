import { z } from 'zod';
import { listVisibleOrganisations } from '../../organisations/list-visible-organisations.ts';
import type { VisibleOrganisation } from '../../organisations/types.ts';
import { route } from '../route.ts';
import { paged, pageHeaders, paging } from './pages.ts';

const Organisation = z
  .object({
    id: z.int().describe('The id of the organisation.'),
    name: z.string().describe('What people call it.'),
    parent: z
      .int()
      .nullable()
      .describe('The organisation above it; null for your own: what is above that is not yours to see.'),
    linked_account: z.boolean().describe('Whether its account is linked to one in another system.'),
    finance_type: z.string().nullable().describe('In which role it takes part in financing; null when it takes none.'),
  })
  .meta({
    id: 'Organisation',
    description: 'An organisation that you can see: your own, or one below it.',
    examples: [{ id: 1, name: "Bob's Widgets", parent: 5, linked_account: false, finance_type: 'AGENT' }],
  });

function toOrganisation(organisation: VisibleOrganisation): z.output<typeof Organisation> {
  return {
    id: organisation.id,
    name: organisation.name,
    parent: organisation.parentId,
    linked_account: organisation.linkedAccount,
    finance_type: organisation.financeType,
  };
}

export const organisationRoutes = [
  route({
    method: 'GET',
    path: '/organisations',
    operationId: 'listOrganisations',
    tag: 'Organisations',
    summary: 'List organisations',
    description: 'Your own organisation and all that are below it, oldest first.',
    takes: [],
    dependsOnTree: true,
    query: z.object(paging),
    answer: z.array(Organisation),
    headers: pageHeaders,
    call: async (ctx, { query }) => {
      const { page, per_page: perPage } = query;
      const { organisations, total } = await listVisibleOrganisations(ctx, { page, perPage });
      return paged(organisations.map(toOrganisation), total, query);
    },
  }),
];
