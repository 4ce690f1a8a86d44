import { builder } from './builder.ts';
import { connection } from './connection.ts';
import { CustomerConnection, OrganisationConnection } from './connections.ts';

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
    children: t.relatedConnection(
      'children',
      {
        ...connection,
        description: 'The organisations directly below it.',
        totalCount: true,
        query: { orderBy: { id: 'asc' } },
      },
      OrganisationConnection,
    ),
    customers: t.relatedConnection(
      'customers',
      {
        ...connection,
        description: 'Its own customers, not those of organisations below it.',
        totalCount: true,
        query: { orderBy: { id: 'asc' } },
      },
      CustomerConnection,
    ),
  }),
});

const Viewer = builder.objectRef<object>('Viewer').implement({
  description: 'You: the organisation whose key this request carries.',
  fields: (t) => ({
    organisation: t.prismaField({
      type: OrganisationNode,
      description: 'Your organisation.',
      resolve: (query, _viewer, _args, { reader, useCase }) =>
        reader.organisation.findUniqueOrThrow({ ...query, where: { id: useCase.actor.organisationId } }),
    }),
    now: t.field({
      type: 'DateTime',
      description: 'What time it is for you: real time, or that of the clock of your sandbox.',
      resolve: (_viewer, _args, ctx) => ctx.now,
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({ type: Viewer, description: 'Who you are, and what time it is for you.', resolve: () => ({}) }),
);
