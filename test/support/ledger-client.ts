import { setTimeout as sleep } from 'node:timers/promises';
import type { Command, CommandOf } from '../model/commands.ts';
import { envelopeParams, graphqlInput } from '../model/dialects.ts';
import { mutationOf } from '../model/documents.ts';
import type { Random } from './random.ts';

/** A verb that places an order. */
export type Placing = CommandOf<'createFirstOrder'> | CommandOf<'createRenewalOrder'> | CommandOf<'changeSeats'>;

/** The URL and the key with which a client sends. */
export interface Destination {
  readonly url: string;
  readonly key: string;
}

const answerWithinMs = 10_000;

/**
 * A client that places orders through the doors and records which of them were acknowledged. Like the integration of a
 * partner, it retries the others or gives up.
 */
export class LedgerClient {
  /** The acknowledged orders. */
  readonly acknowledged: Placing[] = [];
  /** The orders whose outcome is unknown. */
  readonly unknown: Placing[] = [];
  /** Invalid responses: neither a success nor a reported outage. */
  readonly faults: string[] = [];
  /** The durations of acknowledged requests in milliseconds, oldest first. */
  readonly durationsMs: number[] = [];
  /** The number of requests without a response, or with one that asks for a retry. */
  outages = 0;
  readonly #name: string;
  readonly #to: Destination;
  readonly #random: Random;
  #placed = 0;

  constructor(name: string, to: Destination, random: Random) {
    this.#name = name;
    this.#to = to;
    this.#random = random;
  }

  /** Opens, enlarges and renews one subscription after the other until the deadline. */
  async placeUntil(deadline: number, pauseMs: number): Promise<void> {
    while (performance.now() < deadline) await this.#placeOne(deadline, pauseMs);
  }

  async #placeOne(deadline: number, pauseMs: number): Promise<void> {
    const [first, change, renewal] = [1, 2, 3].map((part) => `${this.#name}-${this.#placed}-${part}`);
    if (first === undefined || change === undefined || renewal === undefined) return;
    this.#placed++;
    const verbs: Placing[] = [
      { verb: 'createFirstOrder', customer: 'C1', id: first, product: 'oo-lite', seats: 2, duration: 'MONTHLY' },
      { verb: 'changeSeats', parent: first, id: change, seats: 5 },
      { verb: 'createRenewalOrder', parent: first, id: renewal, seats: 4 },
    ];
    for (const verb of verbs) {
      await sleep(pauseMs / 2 + this.#random.below(pauseMs));
      if (!(await this.place(verb, deadline))) return;
    }
  }

  /** Places an order until it is acknowledged. Returns false if it was given up or the deadline has passed. */
  async place(command: Placing, deadline = Number.POSITIVE_INFINITY): Promise<boolean> {
    for (;;) {
      const outcome = await this.#send(command);
      if (outcome === 'ACKNOWLEDGED') {
        this.acknowledged.push(command);
        return true;
      }
      if (outcome === 'FAULT') return false;
      this.outages++;
      const isGivenUp = Number.isFinite(deadline) && (this.#random.percent(30) || performance.now() > deadline);
      if (isGivenUp) {
        this.unknown.push(command);
        return false;
      }
      await sleep(100 + this.#random.below(200));
    }
  }

  async #send(command: Placing): Promise<'ACKNOWLEDGED' | 'OUTAGE' | 'FAULT'> {
    const isEnvelope = this.#random.percent(50);
    const path = isEnvelope ? '/envelope' : '/graphql';
    const body = isEnvelope
      ? envelopeOf(command)
      : { query: mutationOf(command.verb), variables: variablesOf(command) };
    const began = performance.now();
    const answer = await this.#post(path, body).catch(() => undefined);
    const durationMs = performance.now() - began;
    if (answer === undefined && durationMs < answerWithinMs) return 'OUTAGE';
    if (answer?.status === 503) return 'OUTAGE';
    if (answer?.status === 200 && idIn(answer.text, isEnvelope) === command.id) {
      this.durationsMs.push(durationMs);
      return 'ACKNOWLEDGED';
    }
    const answered = answer === undefined ? `nothing within ${answerWithinMs} ms` : `${answer.status} ${answer.text}`;
    this.faults.push(`${path} ${JSON.stringify(command)}: ${answered}`);
    return 'FAULT';
  }

  async #post(path: string, body: object): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.#to.url}${path}`, {
      method: 'POST',
      headers: { 'x-api-key': this.#to.key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return { status: response.status, text: await response.text() };
  }
}

function envelopeOf(command: Command): object {
  return { method: command.verb, params: envelopeParams(command, '') };
}

function variablesOf(command: Command): object {
  return { input: graphqlInput(command, '') };
}

/** Returns the remote id of the order in a successful response. */
function idIn(text: string, isEnvelope: boolean): unknown {
  const body = JSON.parse(text);
  return isEnvelope ? body.remoteId : body.data?.answer?.order?.remoteId;
}
