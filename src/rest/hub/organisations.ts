import { z } from 'zod';
import { listVisibleOrganisations } from '../../organisations/list-visible-organisations.ts';
import type { VisibleOrganisation } from '../../organisations/types.ts';
import { route } from '../route.ts';
import { paged, pageHeaders, paging } from './pages.ts';

const Organisation = z
  .object({
    id: z.int().describe('The id of the organisation.'),
    name: z.string().describe('The name of the organisation.'),
    parent: z
      .int()
      .nullable()
      .describe('The id of the parent organisation; null for your own organisation, whose parent you cannot see.'),
    linked_account: z
      .boolean()
      .describe('Whether the account of the organisation is linked to an account in another system.'),
    finance_type: z.string().nullable().describe('The role of the organisation in financing; null if it has none.'),
  })
  .meta({
    id: 'Organisation',
    description: 'Your own organisation, or an organisation below it.',
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
    description: 'Returns your own organisation and all organisations below it, oldest first.',
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
