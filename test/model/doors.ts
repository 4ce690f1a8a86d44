import type { Partner } from '../support/partner.ts';
import type { Time } from './calendar.ts';
import type { Command } from './commands.ts';
import { envelopeParams, graphqlInput } from './dialects.ts';
import { envelopeMutation, lookQueries, mutationOf, previewQueryOf } from './documents.ts';
import type { Who } from './model.ts';
import type { Previewed } from './preview.ts';

/** Ways into the system: the reseller's own three, and the distributor's that speaks of the reseller's things. */
export type Entrance = 'GRAPHQL' | 'ENVELOPE' | 'ENVELOPE_IN_GRAPHQL' | 'DISTRIBUTOR';

export function whoEnters(entrance: Entrance): Who {
  return entrance === 'DISTRIBUTOR' ? 'DISTRIBUTOR' : 'RESELLER';
}

/** What the envelope answered. */
export interface EnvelopeFound {
  readonly status: number;
  readonly code: string | null;
  readonly body: unknown;
}

/** A reseller with the distributor above it, in a sandbox of their own, and all doors to it. */
export class Doors {
  readonly url: string;
  readonly reseller: Partner;
  readonly distributor: Partner;

  constructor(url: string, reseller: Partner, distributor: Partner) {
    this.url = url;
    this.reseller = reseller;
    this.distributor = distributor;
  }

  /** What comes back: the member of GraphQL's union, or what the envelope answered; of an outage its code alone. */
  async ask(entrance: Entrance, command: Command, to: Time, requestId?: string): Promise<unknown> {
    const { verb } = command;
    if (entrance === 'ENVELOPE') {
      return this.#envelope({ method: verb, params: envelopeParams(command, to) }, requestId);
    }
    if (entrance === 'ENVELOPE_IN_GRAPHQL') {
      const variables = { method: verb, params: envelopeParams(command, to) };
      return this.#graphql('RESELLER', envelopeMutation, variables, requestId);
    }
    const input = this.#input(entrance, command, to);
    return this.#graphql(whoEnters(entrance), mutationOf(verb), { input }, requestId);
  }

  /** What a preview of the command tells, in GraphQL; `isNameless` says nothing of the id that the order would have. */
  async preview(entrance: Entrance, command: Previewed, isNameless: boolean): Promise<unknown> {
    const { remoteId, ...nameless } = this.#input(entrance, command);
    const input = isNameless || remoteId === undefined ? nameless : { remoteId, ...nameless };
    return this.#graphql(whoEnters(entrance), previewQueryOf(command.verb), { input });
  }

  /** All subscriptions of the reseller as one of the two sees them. */
  async look(who: Who, how: keyof typeof lookQueries): Promise<Record<string, unknown>> {
    const variables = who === 'DISTRIBUTOR' ? { organisation: this.reseller.globalId } : {};
    const subscriptions = (await this.#graphql(who, lookQueries[how], variables)) as {
      nodes: { firstOrder: { remoteId: string } }[];
    };
    return Object.fromEntries(
      subscriptions.nodes.map(({ firstOrder, ...subscription }) => [firstOrder.remoteId, subscription]),
    );
  }

  #input(entrance: Entrance, command: Command, to: Time = ''): Record<string, unknown> {
    const input = graphqlInput(command, to);
    const isForAnother = entrance === 'DISTRIBUTOR' && command.verb !== 'advanceTestClock';
    return isForAnother ? { organisation: this.reseller.globalId, ...input } : input;
  }

  async #graphql(who: Who, query: string, variables: unknown, requestId?: string): Promise<unknown> {
    const partner = who === 'RESELLER' ? this.reseller : this.distributor;
    const { body } = await this.#post('/graphql', partner, { query, variables }, requestId);
    const { data, errors } = body as { data?: { answer: unknown }; errors?: { extensions: { code: string } }[] };
    if (errors?.[0]?.extensions.code === 'UNAVAILABLE') return { outage: 'UNAVAILABLE' };
    if (errors !== undefined) throw new Error(`GraphQL answered ${JSON.stringify(errors)} to ${query}`);
    return data?.answer;
  }

  async #envelope(envelope: unknown, requestId?: string): Promise<EnvelopeFound | { outage: string }> {
    const answer = await this.#post('/envelope', this.reseller, envelope, requestId);
    return answer.code === 'UNAVAILABLE' ? { outage: answer.code } : answer;
  }

  async #post(path: string, partner: Partner, body: unknown, requestId?: string) {
    const headers = { 'x-api-key': partner.key, 'content-type': 'application/json' };
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: requestId === undefined ? headers : { ...headers, 'x-request-id': requestId },
      body: JSON.stringify(body),
    });
    return { status: response.status, code: response.headers.get('x-error-code'), body: await response.json() };
  }
}
