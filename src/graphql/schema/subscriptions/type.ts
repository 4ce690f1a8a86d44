import { allowedActions, renewalEligibility, statusAt } from '../../../subscriptions/rules.ts';
import type { RenewalEligibility } from '../../../subscriptions/types.ts';
import { daysLeft } from '../../../terms/renewal-window.ts';
import type { TermDates } from '../../../terms/term.ts';
import { builder } from '../builder.ts';
import { ProductNode } from '../catalogue/type.ts';
import { dateOf } from '../connection.ts';
import { OrderLineConnection, TermConnection } from '../connections.ts';
import { DurationEnum, RenewalObstacleEnum, SubscriptionStatusEnum, SubscriptionVerbEnum } from '../enums.ts';
import { relatedList } from '../related.ts';
import { HoldNode } from './holds.ts';
import { asOf, datesSelection, standingHolds, stateSelection, toDates, toState } from './state.ts';
import { TermNode } from './terms.ts';

const PlannedTerm = builder.objectRef<TermDates>('PlannedTerm').implement({
  description: 'A term that does not exist yet.',
  fields: (t) => ({
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When it would start.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it would end.' }),
  }),
});

const RenewalEligibilityType = builder.objectRef<RenewalEligibility>('RenewalEligibility').implement({
  description: 'Whether a subscription can be renewed now, and if not, why and from when on.',
  fields: (t) => ({
    allowed: t.exposeBoolean('allowed', { description: 'Whether createRenewalOrder would be accepted now.' }),
    reason: t.expose('reason', {
      type: RenewalObstacleEnum,
      nullable: true,
      description: 'Why not; null when it is allowed.',
    }),
    opensAt: t.expose('opensAt', {
      type: 'DateTime',
      description: 'When the renewal window opens or opened, going by the calendar alone.',
    }),
    term: t.expose('term', {
      type: PlannedTerm,
      nullable: true,
      description:
        'The term that a renewal would add, now or once the calendar allows it; null when time alone does not help.',
    }),
  }),
});

export const SubscriptionNode = builder.prismaNode('Subscription', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Our id, as the envelope and events show it.' }),
    organisation: t.relation('organisation', { description: 'The partner that it belongs to.' }),
    customer: t.relation('customer', { description: 'Whose subscription it is.' }),
    firstOrder: t.relation('firstOrder', { description: 'The order that opened it and by which it goes.' }),
    product: t.field({
      type: ProductNode,
      description: 'What is subscribed to.',
      select: (_args, _ctx, nestedSelection) => ({ ratePlan: { select: { product: nestedSelection() } } }),
      resolve: (subscription) => subscription.ratePlan.product,
    }),
    duration: t.field({
      type: DurationEnum,
      description: 'How long one term lasts.',
      select: { ratePlan: { select: { duration: true } } },
      resolve: (subscription) => subscription.ratePlan.duration,
    }),
    status: t.field({
      type: SubscriptionStatusEnum,
      description: 'What it is now.',
      select: datesSelection,
      resolve: (row, _args, ctx) => statusAt(toDates(row), asOf(row, ctx.now)),
    }),
    currentTerm: t.field({
      type: TermNode,
      nullable: true,
      description: 'The term that is running now; null before the first, after the last and once cancelled.',
      select: (_args, ctx, nestedSelection) => ({
        terms: nestedSelection({
          where: { voidedAt: null, startsAt: { lte: dateOf(ctx.now) }, endsAt: { gt: dateOf(ctx.now) } },
          take: 1,
        }),
      }),
      resolve: (subscription) => subscription.terms[0],
    }),
    terms: relatedList(t, 'terms', {
      type: TermConnection,
      description: 'All terms that were ever sold, oldest first, voided ones too.',
    }),
    orderLines: relatedList(t, 'orderLines', {
      type: OrderLineConnection,
      description: 'What was ordered for it, oldest first.',
    }),
    holds: t.field({
      type: [HoldNode],
      description: 'The holds that stand.',
      select: (_args, _ctx, nestedSelection) => ({ holds: nestedSelection(standingHolds) }),
      resolve: (subscription) => subscription.holds,
    }),
    daysLeft: t.int({
      description:
        'Days of 24 hours until the last sold term ends, begun ones counted whole; 0 once nothing runs any more.',
      select: datesSelection,
      resolve: (row, _args, ctx) => {
        const now = asOf(row, ctx.now);
        return statusAt(toDates(row), now) === 'CANCELLED' ? 0 : daysLeft(toDates(row).lastEndsAt, now);
      },
    }),
    allowedActions: t.field({
      type: [SubscriptionVerbEnum],
      description: 'The verbs that would change something if you called them now.',
      select: stateSelection,
      resolve: (row, _args, ctx) => allowedActions(toState(row), ctx.useCase.actor, asOf(row, ctx.now)),
    }),
    renewalEligibility: t.field({
      type: RenewalEligibilityType,
      description: 'Whether you can renew it now.',
      select: stateSelection,
      resolve: (row, _args, ctx) => renewalEligibility(toState(row), ctx.useCase.actor, asOf(row, ctx.now)),
    }),
    firstStartsAt: t.expose('firstStartsAt', { type: 'DateTime' }),
    lastEndsAt: t.expose('lastEndsAt', { type: 'DateTime' }),
    renewalOpensAt: t.expose('renewalOpensAt', { type: 'DateTime' }),
    cancelsAt: t.expose('cancelsAt', { type: 'DateTime', nullable: true }),
    cancelledAt: t.expose('cancelledAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was opened.' }),
  }),
});
