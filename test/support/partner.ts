import { randomUUID } from 'node:crypto';
import { GraphQLClient } from 'graphql-request';
import { authenticate } from '../../src/identity/authenticate.ts';
import type { UseCaseContext } from '../../src/shared/use-case-context.ts';
import type { World } from './world.ts';

/** The response of the envelope: the entity, or a bare string with its code. */
export interface EnvelopeAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: it is whatever the method answers, and tests say what they expect.
  readonly body: any;
  readonly code: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, and tests say what they expect.
type GraphqlData = any;

/** A partner that calls the doors like an integration. */
export class Partner {
  readonly organisationId: number;
  readonly key: string;
  readonly world: World;
  readonly #client: GraphQLClient;

  constructor(world: World, organisationId: number, key: string) {
    this.organisationId = organisationId;
    this.key = key;
    this.world = world;
    this.#client = new GraphQLClient(`${world.url}/graphql`, { headers: { 'x-api-key': key } });
  }

  /** The GraphQL id of the partner's organisation. */
  get globalId(): string {
    return Buffer.from(`Organisation:${this.organisationId}`).toString('base64');
  }

  /** Returns the same partner with another of its keys. */
  withKey(key: string): Partner {
    return new Partner(this.world, this.organisationId, key);
  }

  /** Returns the data of a GraphQL response. Throws the error of graphql-request if there are top-level errors. */
  async graphql(query: string, variables: Record<string, unknown> = {}): Promise<GraphqlData> {
    return this.#client.request(query, variables);
  }

  /**
   * Returns the result of a mutation or preview with one `input`: its type name, the members of an error, and the
   * selection.
   */
  async mutate(field: string, input: Record<string, unknown>, selection = ''): Promise<GraphqlData> {
    const kind = field.startsWith('preview') ? 'query' : 'mutation';
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
    const inputType = inputTypes[field] ?? `${type}Input`;
    const document = `${kind} ($input: ${inputType}!) { ${field}(input: $input) { __typename ... on Error { code message } ${selection} } }`;
    return (await this.graphql(document, { input }))[field];
  }

  /** Calls a method of the envelope with POST. */
  async envelope(method: string, params: Record<string, unknown>): Promise<EnvelopeAnswer> {
    const response = await fetch(`${this.world.url}/envelope`, {
      method: 'POST',
      headers: { 'x-api-key': this.key, 'content-type': 'application/json' },
      body: JSON.stringify({ method, params }),
    });
    return { status: response.status, body: await response.json(), code: response.headers.get('x-error-code') };
  }

  /** Returns the use case context of this partner. */
  async context(): Promise<UseCaseContext> {
    const { pool, clock, fingerprintKey } = this.world;
    const authenticated = await authenticate({ pool, clock }, this.key);
    if (authenticated === undefined) throw new Error('The key is not known');
    return { pool, clock, fingerprintKey, requestId: randomUUID(), ...authenticated };
  }

  /** Returns the time of this partner. */
  async now(): Promise<Temporal.Instant> {
    return (await this.context()).asOf;
  }

  /** Moves the clock of the partner's sandbox. */
  async advanceTo(to: Temporal.Instant | string): Promise<void> {
    const answer = await this.mutate('advanceTestClock', { to: String(to) });
    if (answer.__typename !== 'AdvanceTestClockSuccess') throw new Error(answer.message);
  }

  /** Returns the partner's events about subscriptions, oldest first, with their times. */
  async story(): Promise<string[]> {
    const rows = await this.world.rows<{ verb: string; occurredAt: Date }>(
      `SELECT "verb", "occurredAt" FROM "Event" WHERE "organisationId" = $1 AND "subjectType" = 'SUBSCRIPTION' ORDER BY "id"`,
      [this.organisationId],
    );
    return rows.map(({ verb, occurredAt }) => `${occurredAt.toISOString().slice(0, 19)}Z ${verb}`);
  }
}

/** The previews that share the input of their verb. */
const inputTypes: Readonly<Record<string, string>> = {
  previewSuspendOrder: 'SuspendOrderInput',
  previewCancelOrder: 'CancelOrderInput',
};
