import type { Conditions } from '../../../db/reading/reader.ts';
import { builder } from '../builder.ts';
import { allOf, dateOf, ifGiven } from '../connection.ts';
import { TermConnection } from '../connections.ts';
import { numericId } from '../global-id.ts';
import { listed } from '../listed.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { sortInput } from '../sorting.ts';

export const TermNode = builder.prismaNode('Term', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  // Only what is asked for is read.
  select: { id: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Our id, as the envelope and events show it.' }),
    subscription: t.relation('subscription', { description: 'What it is a term of.' }),
    order: t.relation('order', { description: 'The order that bought it.' }),
    period: t.exposeInt('period'),
    seats: t.exposeInt('seats'),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When it starts. A voided term never does.' }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      description:
        'When it ends; this instant is not part of the term. A cancellation with immediate effect makes it earlier. A voided term keeps the end that was sold.',
    }),
    voidedAt: t.expose('voidedAt', { type: 'DateTime', nullable: true }),
  }),
});

const TermFilter = builder.inputType('TermFilter', {
  description: 'Which terms. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    isVoided: t.boolean({
      description: 'Only those that a cancellation voided before they started, or only the others.',
    }),
    startsAfter: t.field({ type: 'DateTime', description: 'Only those that start then or later.' }),
    startsBefore: t.field({ type: 'DateTime', description: 'Only those that start before then.' }),
    endsAfter: t.field({ type: 'DateTime', description: 'Only those that end then or later.' }),
    endsBefore: t.field({ type: 'DateTime', description: 'Only those that end before then.' }),
  }),
});

const TermSort = sortInput('Term', 'terms', {
  ID: { value: 'id', description: 'The order in which they were sold.' },
  STARTS_AT: { value: 'startsAt', description: 'When they start.' },
  ENDS_AT: { value: 'endsAt', description: 'When they end.' },
});

function termConditions(filter: typeof TermFilter.$inferInput | null | undefined) {
  return allOf<Conditions['term']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.isVoided, (isVoided) => ({ voidedAt: isVoided ? { not: null } : null })),
    ifGiven(filter?.startsAfter, (instant) => ({ startsAt: { gte: dateOf(instant) } })),
    ifGiven(filter?.startsBefore, (instant) => ({ startsAt: { lt: dateOf(instant) } })),
    ifGiven(filter?.endsAfter, (instant) => ({ endsAt: { gte: dateOf(instant) } })),
    ifGiven(filter?.endsBefore, (instant) => ({ endsAt: { lt: dateOf(instant) } })),
  );
}

builder.queryField('terms', (t) =>
  t.field({
    type: TermConnection,
    description: 'The terms of the subscriptions of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: TermFilter, description: 'Which terms.' }),
      orderBy: t.arg({
        type: TermSort,
        description: 'How they are sorted; in the order of their sale unless said.',
      }),
    },
    ...listed('term', termConditions),
  }),
);
