import { builder } from '../builder.ts';
import { CustomerConnection, OrganisationConnection } from '../connections.ts';
import { relatedList } from '../related.ts';

export const OrganisationNode = builder.prismaNode('Organisation', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  // Only what is asked for is read: who is above it is not always to be seen.
  select: { id: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Our id, as the envelope and events show it.' }),
    name: t.exposeString('name'),
    sandbox: t.exposeBoolean('sandbox'),
    timeZone: t.exposeString('timeZone'),
    locale: t.exposeString('locale'),
    currency: t.exposeString('currency'),
    renewalWindowDays: t.exposeInt('renewalWindowDays', { nullable: true }),
    linkedAccount: t.exposeBoolean('linkedAccount'),
    financeType: t.exposeString('financeType', { nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', nullable: true }),
    children: relatedList(t, 'children', {
      type: OrganisationConnection,
      description: 'The organisations directly below it.',
    }),
    customers: relatedList(t, 'customers', {
      type: CustomerConnection,
      description: 'Its own customers, not those of organisations below it.',
    }),
  }),
});
