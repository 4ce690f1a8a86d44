import type { Conditions } from '../../../db/reading/reader.ts';
import { builder } from '../builder.ts';
import { allOf, dateOf, ifGiven } from '../connection.ts';
import { TermConnection } from '../connections.ts';
import { numericId } from '../global-id.ts';
import { listed } from '../listed.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { sortInput } from '../sorting.ts';

export const TermNode = builder.prismaNode('Term', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  // Only selected columns are read.
  select: { id: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that the envelope, REST and events use.' }),
    subscription: t.relation('subscription', { description: 'The subscription that the term belongs to.' }),
    order: t.relation('order', { description: 'The order that bought the term.' }),
    period: t.exposeInt('period'),
    seats: t.exposeInt('seats'),
    startsAt: t.expose('startsAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the term starts. A voided term never starts.',
    }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      description:
        'The date and time (UTC) at which the term ends. This instant is no longer part of the term. An immediate cancellation makes this date earlier. A voided term keeps its original end.',
    }),
    voidedAt: t.expose('voidedAt', { type: 'DateTime', nullable: true }),
  }),
});

const TermFilter = builder.inputType('TermFilter', {
  description: 'Filter criteria for terms. An omitted criterion matches all terms.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description: 'Filters by the `id` of the organisation that owns the subscription.',
    }),
    isVoided: t.boolean({
      description:
        'Returns only terms that a cancellation voided before they started (true) or only the others (false).',
    }),
    startsAfter: t.field({
      type: 'DateTime',
      description: 'Returns only terms that start at or after this date and time.',
    }),
    startsBefore: t.field({
      type: 'DateTime',
      description: 'Returns only terms that start before this date and time.',
    }),
    endsAfter: t.field({
      type: 'DateTime',
      description: 'Returns only terms that end at or after this date and time.',
    }),
    endsBefore: t.field({ type: 'DateTime', description: 'Returns only terms that end before this date and time.' }),
  }),
});

const TermSort = sortInput('Term', 'terms', {
  ID: { value: 'id', description: 'The order in which the terms were sold.' },
  STARTS_AT: { value: 'startsAt', description: 'The date and time at which the term starts.' },
  ENDS_AT: { value: 'endsAt', description: 'The date and time at which the term ends.' },
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
    description: 'The terms of the subscriptions of your organisation and its descendants.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: TermFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({
        type: TermSort,
        description: 'The sort order. The default is the order in which the terms were sold.',
      }),
    },
    ...listed('term', termConditions),
  }),
);
