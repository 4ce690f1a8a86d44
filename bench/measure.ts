import { isDeepStrictEqual } from 'node:util';
import type { Field } from './field.ts';
import { load } from './load.ts';
import { processorTime } from './servers.ts';
import type { Facts, Side, SideName, Workload } from './workloads/workload.ts';

/** PostgreSQL by itself is a side as well. */
export type Measured = SideName | 'pgbench';

/** One repetition of one side. */
export interface Repetition {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number | undefined;
  readonly p99: number | undefined;
  /** Milliseconds of processor time of the server's process for each request. */
  readonly processor: number | undefined;
}

/** How to measure one side once. */
export interface Contender {
  readonly name: Measured;
  measure(repetition: number): Promise<Repetition>;
}

export interface Pace {
  readonly repetitions: number;
  readonly seconds: number;
}

/** Measures sides in turns, the order reversed every other time: whatever else the machine does tells on all of them. */
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

/** What a side has to know that the others have not. */
async function factsOf(field: Field, name: SideName, side: Side): Promise<Facts> {
  const cursor = await side.cursor?.(field.ask(name), field.facts);
  return cursor === undefined ? field.facts : { ...field.facts, cursor };
}

/** The sides of a workload that are servers. */
export async function serversOf(workload: Workload, field: Field, seconds: number): Promise<Contender[]> {
  const sides = Object.entries(workload.sides) as [SideName, Side][];
  return Promise.all(
    sides.map(async ([name, side]) => {
      const facts = await factsOf(field, name, side);
      return { name, measure: (repetition) => measureSide(workload, name, facts, { field, seconds, repetition }) };
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
  known: Facts,
  { field, seconds, repetition }: Turn,
): Promise<Repetition> {
  if (workload.writes) await field.restore();
  const { port, pid } = await field.open(name);
  const facts = { ...known, prefix: `${name}-${repetition}-` };
  const end = workload.available?.(facts);
  let before: Promise<number | undefined> | undefined;
  const { perSecond, p50, p99, requests } = await load({
    workload: workload.name,
    side: name,
    port,
    facts,
    seconds,
    // The first time, code is still being compiled.
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

/** Sides that do not say the same do not do the same: nothing is to be learnt from comparing them. */
class DifferentAnswersError extends Error {
  override readonly name = 'DifferentAnswersError';
}

/**
 * Asks all sides the same, on the same data, and compares what they say.
 *
 * @throws {DifferentAnswersError} when they do not say the same
 */
export async function compareAnswers(workload: Workload, field: Field): Promise<void> {
  const numbers = workload.writes ? [0, 1] : [0, 1, 4_999];
  let first: { readonly name: SideName; readonly said: unknown } | undefined;
  for (const [name, side] of Object.entries(workload.sides) as [SideName, Side][]) {
    if (name === 'echo') continue;
    if (workload.writes) await field.restore();
    const facts = { ...(await factsOf(field, name, side)), prefix: 'same-' };
    const said: unknown[] = [];
    for (const number of numbers) said.push(side.said(await field.ask(name)(side, number, facts)));
    first ??= { name, said };
    if (!isDeepStrictEqual(said, first.said)) {
      const [one, other] = [first.said, said].map((answers) => JSON.stringify(answers).slice(0, 1_000));
      throw new DifferentAnswersError(
        `${workload.name}: ${first.name} and ${name} say different things.\n${one}\n${other}`,
      );
    }
  }
}
