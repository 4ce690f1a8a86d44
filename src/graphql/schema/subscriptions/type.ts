import { allowedActions, renewalEligibility, statusAt } from '../../../subscriptions/rules.ts';
import type { RenewalEligibility } from '../../../subscriptions/types.ts';
import { daysLeft } from '../../../terms/renewal-window.ts';
import type { TermDates } from '../../../terms/term.ts';
import { builder } from '../builder.ts';
import { DurationEnum, ProductNode } from '../catalogue/type.ts';
import { dateOf } from '../connection.ts';
import { OrderLineConnection, TermConnection } from '../connections.ts';
import { relatedList } from '../related.ts';
import { RenewalObstacleEnum, SubscriptionStatusEnum, SubscriptionVerbEnum } from './enums.ts';
import { HoldNode } from './holds.ts';
import { asOf, datesSelection, standingHolds, stateSelection, toDates, toState } from './state.ts';
import { TermNode } from './terms.ts';

const PlannedTerm = builder.objectRef<TermDates>('PlannedTerm').implement({
  description: 'A term that does not exist yet.',
  fields: (t) => ({
    startsAt: t.expose('startsAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the term would start.',
    }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the term would end.',
    }),
  }),
});

const RenewalEligibilityType = builder.objectRef<RenewalEligibility>('RenewalEligibility').implement({
  description: 'Whether a subscription can be renewed now. If it cannot, the reason and the date from which it can.',
  fields: (t) => ({
    allowed: t.exposeBoolean('allowed', { description: 'Whether `createRenewalOrder` would be accepted now.' }),
    reason: t.expose('reason', {
      type: RenewalObstacleEnum,
      nullable: true,
      description: 'The reason why a renewal is refused. Null if it is allowed.',
    }),
    opensAt: t.expose('opensAt', {
      type: 'DateTime',
      description:
        'The date and time (UTC) at which the renewal window opens or opened. Holds and cancellations are not considered.',
    }),
    term: t.expose('term', {
      type: PlannedTerm,
      nullable: true,
      description:
        'The term that a renewal would add, now or when the renewal window opens. Null if the passing of time alone does not allow a renewal.',
    }),
  }),
});

export const SubscriptionNode = builder.prismaNode('Subscription', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that the envelope, REST and events use.' }),
    organisation: t.relation('organisation', { description: 'The organisation that owns the subscription.' }),
    customer: t.relation('customer', { description: 'The customer that the subscription belongs to.' }),
    firstOrder: t.relation('firstOrder', {
      description: 'The order that opened the subscription. Its remote id identifies the subscription.',
    }),
    product: t.field({
      type: ProductNode,
      description: 'The product of the subscription.',
      select: (_args, _ctx, nestedSelection) => ({ ratePlan: { select: { product: nestedSelection() } } }),
      resolve: (subscription) => subscription.ratePlan.product,
    }),
    duration: t.field({
      type: DurationEnum,
      description: 'The length of one term.',
      select: { ratePlan: { select: { duration: true } } },
      resolve: (subscription) => subscription.ratePlan.duration,
    }),
    status: t.field({
      type: SubscriptionStatusEnum,
      description: 'The current status.',
      select: datesSelection,
      resolve: (row, _args, ctx) => statusAt(toDates(row), asOf(row, ctx.now)),
    }),
    currentTerm: t.field({
      type: TermNode,
      nullable: true,
      description:
        'The term that is running now. Null before the first term, after the last term and after a cancellation.',
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
      description: 'All terms of the subscription, oldest first, including voided ones.',
    }),
    orderLines: relatedList(t, 'orderLines', {
      type: OrderLineConnection,
      description: 'The order lines of the subscription, oldest first.',
    }),
    holds: t.field({
      type: [HoldNode],
      description: 'The active holds.',
      select: (_args, _ctx, nestedSelection) => ({ holds: nestedSelection(standingHolds) }),
      resolve: (subscription) => subscription.holds,
    }),
    daysLeft: t.int({
      description:
        'The number of days of 24 hours until the last sold term ends. A partial day counts as a whole day. 0 if no term is left.',
      select: datesSelection,
      resolve: (row, _args, ctx) => {
        const now = asOf(row, ctx.now);
        return statusAt(toDates(row), now) === 'CANCELLED' ? 0 : daysLeft(toDates(row).lastEndsAt, now);
      },
    }),
    allowedActions: t.field({
      type: [SubscriptionVerbEnum],
      description: 'The mutations that would change the subscription if you called them now.',
      select: stateSelection,
      resolve: (row, _args, ctx) => allowedActions(toState(row), ctx.useCase.actor, asOf(row, ctx.now)),
    }),
    renewalEligibility: t.field({
      type: RenewalEligibilityType,
      description: 'Whether you can renew the subscription now.',
      select: stateSelection,
      resolve: (row, _args, ctx) => renewalEligibility(toState(row), ctx.useCase.actor, asOf(row, ctx.now)),
    }),
    firstStartsAt: t.expose('firstStartsAt', { type: 'DateTime' }),
    lastEndsAt: t.expose('lastEndsAt', { type: 'DateTime' }),
    renewalOpensAt: t.expose('renewalOpensAt', { type: 'DateTime' }),
    cancelsAt: t.expose('cancelsAt', { type: 'DateTime', nullable: true }),
    cancelledAt: t.expose('cancelledAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the subscription was opened.',
    }),
  }),
});
