import { instant } from './workload.ts';

/** An order with what it opened or renewed, as GraphQL sides answer it. */
export interface PlacedOrder {
  readonly order: {
    readonly remoteId: string;
    readonly customer: { readonly remoteId: string };
    readonly terms: {
      readonly nodes: readonly { readonly seats: number; readonly startsAt: string; readonly endsAt: string }[];
    };
  };
  readonly subscription: { readonly status: string; readonly product: { readonly code: string } };
}

/** The same as the envelope answers it. */
export interface EnvelopeOrder {
  readonly remoteId: string;
  readonly customer: string;
  readonly product: string;
  readonly licenses: number;
  readonly status: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** What all GraphQL sides are asked for. Only the names of ids differ. */
export const placedFields = (id: string) => `
  order { ${id} remoteId customer { remoteId } terms(first: 1) { nodes { ${id} seats startsAt endsAt } } }
  subscription { ${id} status product { code } }`;

export function saidOrder({ order, subscription }: PlacedOrder, isSettled: boolean) {
  const [term] = order.terms.nodes;
  const [starts, ends] = [term?.startsAt ?? '', term?.endsAt ?? ''].map((at) => Temporal.Instant.from(at));
  return {
    remoteId: order.remoteId,
    customer: order.customer.remoteId,
    product: subscription.product.code,
    seats: term?.seats,
    status: subscription.status,
    days: starts === undefined || ends === undefined ? undefined : starts.until(ends).total('hours') / 24,
    // What starts now starts at another time for each side.
    startsAt: isSettled ? instant(term?.startsAt ?? '') : undefined,
  };
}

export function saidByEnvelope(order: EnvelopeOrder, isSettled: boolean) {
  const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();
  const term = { seats: order.licenses, startsAt: at(order.startsAt), endsAt: at(order.endsAt) };
  const { remoteId, customer, product, status } = order;
  return saidOrder(
    {
      order: { remoteId, customer: { remoteId: customer }, terms: { nodes: [term] } },
      subscription: { status: status.toUpperCase(), product: { code: product } },
    },
    isSettled,
  );
}
