import { isDeepStrictEqual } from 'node:util';
import type { Field } from './field.ts';
import { load } from './load.ts';
import { processorTime } from './servers.ts';
import type { Facts, Side, SideName, Workload } from './workloads/workload.ts';

/** A side, or PostgreSQL driven by pgbench. */
export type Measured = SideName | 'pgbench';

/** The result of one repetition. */
export interface Repetition {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number | undefined;
  readonly p99: number | undefined;
  /** Processor time of the server's process for each request, in milliseconds. */
  readonly processor: number | undefined;
}

/** A side that is ready to be measured. */
export interface Contender {
  readonly name: Measured;
  measure(repetition: number): Promise<Repetition>;
}

export interface Pace {
  readonly repetitions: number;
  readonly seconds: number;
}

/** Measures sides in turns and reverses the order each time, so that other load on the machine affects all of them. */
export async function interleaved(
  contenders: readonly Contender[],
  repetitions: number,
): Promise<Map<Measured, Repetition[]>> {
  const found = new Map<Measured, Repetition[]>(contenders.map(({ name }) => [name, []]));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const { name, measure } of repetition % 2 === 0 ? contenders : contenders.toReversed()) {
      found.get(name)?.push(await measure(repetition));
    }
  }
  return found;
}

/** The facts of each partner that requests to one side are built from. */
type Partners = Field['partners'];

function forEachPartner(partners: Partners, change: (facts: Facts) => Facts): Partners {
  const [first, ...others] = partners;
  return [change(first), ...others.map(change)];
}

/** Adds the cursors of a side to the facts of each partner. */
async function withCursors({ partners, ask }: Field, name: SideName, side: Side): Promise<Partners> {
  if (side.cursor === undefined) return partners;
  const cursors = new Map<Facts, string>();
  for (const facts of partners) cursors.set(facts, await side.cursor(ask(name), facts));
  return forEachPartner(partners, (facts) => ({ ...facts, cursor: cursors.get(facts) ?? '' }));
}

/** Returns the sides of a workload that are servers. */
export async function serversOf(workload: Workload, field: Field, seconds: number): Promise<Contender[]> {
  const sides = Object.entries(workload.sides) as [SideName, Side][];
  return Promise.all(
    sides.map(async ([name, side]) => {
      const partners = await withCursors(field, name, side);
      return { name, measure: (repetition) => measureSide(workload, name, partners, { field, seconds, repetition }) };
    }),
  );
}

interface Turn {
  readonly field: Field;
  readonly seconds: number;
  readonly repetition: number;
}

async function measureSide(
  workload: Workload,
  name: SideName,
  known: Partners,
  { field, seconds, repetition }: Turn,
): Promise<Repetition> {
  if (workload.writes) await field.restore();
  const { port, pid } = await field.open(name);
  const partners = forEachPartner(known, (facts) => ({ ...facts, prefix: `${name}-${repetition}-` }));
  const end = workload.available?.(partners[0]);
  let before: Promise<number | undefined> | undefined;
  const { perSecond, p50, p99, requests } = await load({
    workload: workload.name,
    side: name,
    port,
    partners,
    seconds,
    // The first repetition also compiles code.
    warmup: repetition === 0 ? 4 : 1,
    ...(end === undefined ? {} : { end }),
    onMeasuring: () => {
      before = processorTime(pid);
    },
  });
  const [started, ended] = [await before, await processorTime(pid)];
  const processor = started === undefined || ended === undefined ? undefined : (ended - started) / requests;
  return { perSecond, p50, p99, processor };
}

/** Two sides answered a request differently, so that their results can't be compared. */
class DifferentAnswersError extends Error {
  override readonly name = 'DifferentAnswersError';
}

/**
 * Sends the same requests of each partner to all sides, on the same data, and compares the answers.
 *
 * @throws {DifferentAnswersError} when two sides answer differently
 */
export async function compareAnswers(workload: Workload, field: Field): Promise<void> {
  const numbers = workload.writes ? [0, 1] : [0, 1, 4_999];
  let first: { readonly name: SideName; readonly said: unknown } | undefined;
  for (const [name, side] of Object.entries(workload.sides) as [SideName, Side][]) {
    if (name === 'echo') continue;
    if (workload.writes) await field.restore();
    const partners = await withCursors(field, name, side);
    const said: unknown[] = [];
    for (const facts of forEachPartner(partners, (known) => ({ ...known, prefix: 'same-' }))) {
      for (const number of numbers) said.push(side.said(await field.ask(name)(side, number, facts)));
    }
    first ??= { name, said };
    if (!isDeepStrictEqual(said, first.said)) {
      const [one, other] = [first.said, said].map((answers) => JSON.stringify(answers).slice(0, 1_000));
      throw new DifferentAnswersError(
        `${workload.name}: ${first.name} and ${name} answer differently.\n${one}\n${other}`,
      );
    }
  }
}
