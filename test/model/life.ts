import { deepEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { World } from '../support/world.ts';
import { type Beginning, dawn, type Request, type Wish } from './arbitraries.ts';
import type { Time } from './calendar.ts';
import type { Command } from './commands.ts';
import { compareAnswer } from './compare.ts';
import { Doors, type Entrance, whoEnters } from './doors.ts';
import { emptyModel, type Model, type Who } from './model.ts';
import { isPreviewed, type Previewed, previewOf } from './preview.ts';
import { expectedIn, writtenIn } from './snapshot.ts';
import { destinationOf, step } from './step.ts';
import { graphqlRefusal, standingOf, wholeOf } from './views.ts';

/** How often each verb came out in each way, so that a test can see what it has tried. */
export type Outcomes = Map<string, number>;

/** The life of a reseller, led twice: in the model and through the doors. After every request the two must agree. */
export class Life {
  readonly #world: World;
  readonly #doors: Doors;
  readonly #outcomes: Outcomes;
  /** Every creating command so far, to be repeated at any later time. */
  readonly #creations: Command[] = [];
  /** What has been asked for so far, and when, for whoever has to understand how the two came to differ. */
  readonly #story: string[] = [];
  #model: Model;

  private constructor(world: World, doors: Doors, model: Model, outcomes: Outcomes) {
    this.#world = world;
    this.#doors = doors;
    this.#model = model;
    this.#outcomes = outcomes;
  }

  /** A new reseller, to whom nothing has happened yet. */
  static async prepare(world: World, { zone, windowDays }: Beginning, outcomes: Outcomes): Promise<Life> {
    const distributor = await world.partner();
    const reseller = await world.partner({ parent: distributor, timeZone: zone, renewalWindowDays: windowDays });
    return new Life(world, new Doors(world.url, reseller, distributor), emptyModel(zone, windowDays, dawn), outcomes);
  }

  /** From the first customer to a last look; where the two come to differ, the error tells everything so far. */
  async lead(beginning: Beginning, takeSteps: () => Promise<void>): Promise<void> {
    try {
      await this.#begin(beginning);
      await takeSteps();
      await this.#look();
    } catch (error) {
      throw new Error(`${this.#story.join('\n')}\n\n${(error as Error).message}`, { cause: error });
    }
  }

  async #begin({ after, duration, seats }: Beginning): Promise<void> {
    await this.#send('ENVELOPE', { verb: 'advanceTestClock', to: { seconds: after } });
    await this.#send('ENVELOPE', { verb: 'createCustomer', id: 'C1', name: 'One Company' });
    const order = { customer: 'C1', id: 'O1', product: 'oo-lite', seats, duration };
    await this.#send('GRAPHQL', { verb: 'createFirstOrder', ...order });
  }

  /** Does as requested, in both worlds. */
  async take({ entrance, wishes, preview, crash }: Request): Promise<void> {
    const command = this.#choose(whoEnters(entrance), wishes);
    if (preview !== 'NONE' && isPreviewed(command)) await this.#preview(entrance, command, preview);
    const requestId = crash === 'NONE' ? undefined : await this.#crash(entrance, command, crash);
    await this.#send(entrance, command, requestId);
  }

  #choose(who: Who, wishes: readonly Wish[]): Command {
    const earlier = this.#creations.toReversed();
    const commands = wishes
      .map((wish) => (wish.verb === 'again' ? earlier[wish.nth % earlier.length] : wish))
      .filter((command) => command !== undefined);
    const changes = (command: Command) =>
      whatHappened(this.#model, step(this.#model, who, command).model) !== 'nothing to do';
    const chosen = commands.find((command) => command.verb !== 'advanceTestClock' && changes(command)) ?? commands[0];
    if (chosen === undefined) throw new Error('Nothing was wished for');
    return chosen;
  }

  /** Both organisations look at all that there is. */
  async #look(): Promise<void> {
    for (const who of ['RESELLER', 'DISTRIBUTOR'] as const) {
      deepEqual(
        await this.#doors.look(who, 'whole'),
        this.#seen((firstOrder) => wholeOf(this.#model, who, firstOrder)),
      );
    }
  }

  async #send(entrance: Entrance, command: Command, requestId?: string): Promise<void> {
    const { verb, ...members } = command;
    const before = this.#model;
    this.#story.push(`${before.now} ${entrance} ${verb} ${JSON.stringify(members)}`);
    const { model, answer } = step(before, whoEnters(entrance), command);
    const found = await this.#doors.ask(entrance, command, clockAfter(before, command), requestId);
    compareAnswer(found, { model, verb, answer }, entrance, this.#doors.reseller.organisationId);
    this.#model = model;
    await this.#compareWritten();
    if (verb === 'advanceTestClock') await this.#lookAgain(whoEnters(entrance));
    if (/^create|^changeSeats/.test(verb)) this.#creations.push(command);
    this.#count(`${verb}: ${answer.kind === 'REFUSAL' ? answer.refusal.code : whatHappened(before, model)}`);
  }

  /** A preview tells what the verb is about to do, and writes nothing. */
  async #preview(entrance: Entrance, command: Previewed, how: 'WITH_ID' | 'WITHOUT_ID'): Promise<void> {
    const hasOwnId = command.verb !== 'suspendOrder' && command.verb !== 'cancelOrder';
    const isNameless = hasOwnId && how === 'WITHOUT_ID';
    const named = isNameless ? { ...command, id: 'an id that nobody has used' } : command;
    this.#story.push(`${this.#model.now} ${entrance} preview of ${command.verb} ${how} ${JSON.stringify(command)}`);
    const expected = previewOf(this.#model, whoEnters(entrance), named);
    const found = await this.#doors.preview(entrance, command, isNameless);
    const told = 'preview' in expected ? expected.preview : undefined;
    deepEqual(
      found,
      'refusal' in expected ? graphqlRefusal(expected.refusal) : { __typename: 'OrderPreview', ...told },
    );
    await this.#compareWritten();
    const outcome =
      'refusal' in expected ? expected.refusal.code : ['told', ...expected.preview.warnings].join(' with ');
    this.#count(`preview of ${command.verb}: ${outcome}`);
  }

  /**
   * Breaks the request at its COMMIT where it writes an event of its own; then nothing of it is left. A request that
   * writes none can't be broken: it is sent with this id in earnest.
   */
  async #crash(entrance: Entrance, command: Command, how: 'FAILED' | 'KILLED'): Promise<string | undefined> {
    const before = this.#model;
    const requestId = `crash-${how}-${randomUUID()}`;
    const { model } = step(before, whoEnters(entrance), command);
    if (!whatHappened(before, model).startsWith('done')) return requestId;
    this.#story.push(`${before.now} ${entrance} ${how} at the COMMIT of ${JSON.stringify(command)}`);
    const found = await this.#doors.ask(entrance, command, clockAfter(before, command), requestId);
    deepEqual(found, { outage: 'UNAVAILABLE' });
    await this.#compareWritten();
    this.#count(`${command.verb}: broken at COMMIT`);
    return undefined;
  }

  async #compareWritten(): Promise<void> {
    const { reseller, distributor } = this.#doors;
    const written = await writtenIn(this.#world, reseller.organisationId, distributor.organisationId);
    deepEqual(written, expectedIn(this.#model));
  }

  /** Time alone changes how things stand, which no verb has told yet. */
  async #lookAgain(who: Who): Promise<void> {
    const seen = this.#seen((firstOrder) => standingOf(this.#model, who, firstOrder));
    deepEqual(await this.#doors.look(who, 'standing'), seen);
  }

  #seen(view: (firstOrder: string) => object): object {
    const firstOrders = Object.keys(this.#model.subscriptions);
    return Object.fromEntries(firstOrders.map((firstOrder) => [firstOrder, view(firstOrder)]));
  }

  #count(outcome: string): void {
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
  }
}

/** Whether a command wrote an event of its own, and whether the calendar had something to announce with it. */
function whatHappened(before: Model, after: Model): string {
  const added = after.events.slice(before.events.length);
  const announced = added.filter(({ by }) => by === 'CALENDAR');
  const done = added.length > announced.length ? 'done' : 'nothing to do';
  return announced.length > 0 ? `${done}, with announcements` : done;
}

/** Where the clock stands after a command. */
function clockAfter(before: Model, command: Command): Time {
  return command.verb === 'advanceTestClock' ? destinationOf(before, command.to) : before.now;
}
