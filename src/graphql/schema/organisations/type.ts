import { organisationProfile } from '../../../organisations/profile.ts';
import { builder } from '../builder.ts';
import { CustomerConnection, OrganisationConnection } from '../connections.ts';
import { memberColumns } from '../member-fields.ts';
import { relatedList } from '../related.ts';

export const OrganisationNode = builder.prismaNode('Organisation', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  // Only selected columns are read, because the parent is not always visible.
  select: { id: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that the envelope, REST and events use.' }),
    ...memberColumns(t, organisationProfile),
    sandbox: t.exposeBoolean('sandbox'),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the organisation was created.',
    }),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', nullable: true }),
    children: relatedList(t, 'children', {
      type: OrganisationConnection,
      description: "The organisation's direct children, oldest first.",
    }),
    customers: relatedList(t, 'customers', {
      type: CustomerConnection,
      description: "The organisation's customers, without those of its descendants, oldest first.",
    }),
  }),
});
