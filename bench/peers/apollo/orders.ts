import type { Prisma } from '../../../src/db/generated/client.ts';
import type { Context } from './context.ts';
import { currentTime } from './customers.ts';

type Duration = 'MONTHLY' | 'YEARLY';

interface FirstOrder {
  readonly organisationId: number;
  readonly customer: string;
  readonly remoteId: string;
  readonly product: string;
  readonly seats: number;
  readonly duration: Duration;
}

interface RenewalOrder {
  readonly organisationId: number;
  readonly firstOrder: string;
  readonly remoteId: string;
  readonly seats?: number | null;
}

const day = 86_400_000;

/** The end of so many periods from an anchor, by the calendar of a time zone. */
function endOf(anchor: Date, zone: string, duration: Duration, periods: number): Date {
  const months = periods * (duration === 'YEARLY' ? 12 : 1);
  const start = Temporal.Instant.fromEpochMilliseconds(anchor.getTime()).toZonedDateTimeISO(zone);
  return new Date(start.add({ months }).epochMilliseconds);
}

/** When a renewal of the term is accepted. */
function opensAt(startsAt: Date, endsAt: Date, windowDays: number): Date {
  return new Date(Math.max(startsAt.getTime(), endsAt.getTime() - windowDays * day));
}

const answered = {
  customer: true,
  terms: { take: 1, orderBy: { id: 'asc' } },
  lines: { take: 1, include: { subscription: { include: { ratePlan: { include: { product: true } } } } } },
} as const satisfies Prisma.OrderInclude;

/** The order with all that is answered of it. */
async function readPlaced(tx: Prisma.TransactionClient, id: number) {
  const order = await tx.order.findUniqueOrThrow({ where: { id }, include: answered });
  return { order, subscription: order.lines[0]?.subscription };
}

async function createFirstOrder(_: unknown, { input }: { input: FirstOrder }, { prisma }: Context) {
  const { organisationId, remoteId, seats, duration } = input;
  return prisma.$transaction(async (tx) => {
    const customer = await tx.customer.findUnique({
      where: { organisationId_remoteId: { organisationId, remoteId: input.customer } },
      include: { organisation: true },
    });
    if (customer === null || !customer.isActive) throw new Error(`There is no active customer ${input.customer}.`);
    const ratePlan = await tx.ratePlan.findFirst({
      where: { duration, product: { code: input.product, isActive: true } },
      include: { product: true },
    });
    if (ratePlan === null) throw new Error(`${input.product} is not offered.`);
    const { timeZone, renewalWindowDays } = customer.organisation;
    const startsAt = new Date(Math.floor(currentTime().getTime() / 1000) * 1000);
    const endsAt = endOf(startsAt, timeZone, duration, 1);
    const owned = { organisationId, customerId: customer.id };
    const order = await tx.order.create({
      data: { ...owned, kind: 'FIRST', remoteId, supplied: {}, createdAt: startsAt },
    });
    const subscription = await tx.subscription.create({
      data: {
        ...owned,
        firstOrderId: order.id,
        ratePlanId: ratePlan.id,
        runAnchor: startsAt,
        runZone: timeZone,
        runPeriods: 1,
        firstStartsAt: startsAt,
        lastStartsAt: startsAt,
        lastEndsAt: endsAt,
        renewalOpensAt: opensAt(startsAt, endsAt, renewalWindowDays ?? ratePlan.product.renewalWindowDays),
        createdAt: startsAt,
        updatedAt: startsAt,
      },
    });
    const bought = { organisationId, orderId: order.id, subscriptionId: subscription.id };
    const term = await tx.term.create({ data: { ...bought, period: 1, seats, startsAt, endsAt } });
    await tx.orderLine.create({ data: { ...bought, termId: term.id, ratePlanId: ratePlan.id, quantity: seats } });
    return readPlaced(tx, order.id);
  });
}

/** A first order with all that decides on its renewal. */
async function readForRenewal(tx: Prisma.TransactionClient, { organisationId, firstOrder }: RenewalOrder) {
  const parent = await tx.order.findUnique({
    where: { organisationId_remoteId: { organisationId, remoteId: firstOrder } },
    include: {
      organisation: true,
      opened: {
        include: {
          ratePlan: { include: { product: true } },
          terms: { take: 1, where: { voidedAt: null }, orderBy: { startsAt: 'desc' } },
        },
      },
    },
  });
  const [subscription, last] = [parent?.opened, parent?.opened?.terms[0]];
  if (!parent || !subscription || !last) throw new Error(`There is no first order ${firstOrder}.`);
  return { parent, subscription, last };
}

async function createRenewalOrder(_: unknown, { input }: { input: RenewalOrder }, { prisma }: Context) {
  const { organisationId, remoteId } = input;
  return prisma.$transaction(async (tx) => {
    const { parent, subscription, last } = await readForRenewal(tx, input);
    const now = new Date(Math.floor(currentTime().getTime() / 1000) * 1000);
    if (subscription.cancelledAt !== null || subscription.renewalOpensAt > now) throw new Error('It is too early.');
    const { ratePlan, ratePlanId, runAnchor, runZone, lastEndsAt: startsAt } = subscription;
    const period = subscription.runPeriods + 1;
    const endsAt = endOf(runAnchor, runZone, ratePlan.duration, period);
    const seats = input.seats ?? last.seats;
    const owned = { organisationId, customerId: parent.customerId, parentId: parent.id };
    const order = await tx.order.create({
      data: { ...owned, kind: 'RENEWAL', remoteId, supplied: {}, createdAt: now },
    });
    const bought = { organisationId, orderId: order.id, subscriptionId: subscription.id };
    const term = await tx.term.create({ data: { ...bought, period, seats, startsAt, endsAt } });
    await tx.orderLine.create({ data: { ...bought, termId: term.id, ratePlanId, quantity: seats } });
    const windowDays = parent.organisation.renewalWindowDays ?? ratePlan.product.renewalWindowDays;
    const dates = { lastStartsAt: startsAt, lastEndsAt: endsAt, renewalOpensAt: opensAt(startsAt, endsAt, windowDays) };
    await tx.subscription.update({
      where: { id: subscription.id },
      data: { ...dates, runPeriods: period, windowAnnounced: false, updatedAt: now },
    });
    return readPlaced(tx, order.id);
  });
}

interface Dates {
  readonly cancelledAt: Date | null;
  readonly firstStartsAt: Date;
  readonly lastEndsAt: Date;
  readonly holdCount: number;
}

function statusOf({ cancelledAt, firstStartsAt, lastEndsAt, holdCount }: Dates): string {
  const now = currentTime();
  if (cancelledAt !== null && cancelledAt <= now) return 'CANCELLED';
  if (lastEndsAt <= now) return 'EXPIRED';
  if (holdCount > 0) return 'SUSPENDED';
  return firstStartsAt > now ? 'PENDING' : 'ACTIVE';
}

export const orderResolvers = {
  Mutation: { createFirstOrder, createRenewalOrder },
  Order: { terms: ({ terms }: { terms: unknown[] }) => ({ nodes: terms }) },
  Subscription: {
    status: statusOf,
    product: ({ ratePlan }: { ratePlan: { product: object } }) => ratePlan.product,
  },
};
