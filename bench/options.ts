import { parseArgs } from 'node:util';
import type { Size } from './seed.ts';
import { workloads } from './workloads/all.ts';

export interface Options {
  readonly size: Size;
  /** The workloads to measure, by name. */
  readonly only: readonly string[];
  readonly repetitions: number;
  readonly seconds: number;
  /** Whether to end with 1 when a must is missed. */
  readonly check: boolean;
  /** Whether to measure our side at S and at this size in turns, in place of all sides at one. */
  readonly growth: boolean;
  /** The directory for what comes of it. */
  readonly output: URL;
}

/** What is measured beside the workloads that have sides. */
const others = ['memory', 'expiry'];

/** The options of `npm run bench`. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

export const usage = `npm run bench -- [options]
  --size S|M|L           10k, 100k or 1M customers (M)
  --only <names>         some of ${[...workloads.map(({ name }) => name), ...others].join(', ')}
  --repetitions <n>      how often each side is measured (5)
  --seconds <n>          how long each time (3)
  --check                end with 1 when a must is missed
  --growth               measure our side at S and at this size (L)
  --output <directory>   where results go: bench/results for a whole run at M, else bench/results/partial`;

/** The options that were given; undefined for who asks what there is. */
export function parseOptions(args: readonly string[]): Options | undefined {
  const { values } = parse(args);
  if (values.help) return undefined;
  const names = [...workloads.map(({ name }) => name), ...others];
  const only = values.only?.split(',').map((name) => name.trim()) ?? names;
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new OptionsError(`There is no workload ${unknown.join(', ')}.\n${usage}`);
  const size = values.size ?? (values.growth ? 'L' : 'M');
  if (size !== 'S' && size !== 'M' && size !== 'L') throw new OptionsError(`--size: expected S, M or L.\n${usage}`);
  const isWhole = size === 'M' && values.only === undefined;
  const directory = values.output ?? (isWhole || values.growth ? 'bench/results' : 'bench/results/partial');
  return {
    size,
    only,
    repetitions: positive('repetitions', values.repetitions ?? '5'),
    seconds: positive('seconds', values.seconds ?? '3'),
    check: values.check ?? false,
    growth: values.growth ?? false,
    output: new URL(`../${directory}/`, import.meta.url),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        size: { type: 'string' },
        only: { type: 'string' },
        repetitions: { type: 'string' },
        seconds: { type: 'string' },
        check: { type: 'boolean' },
        growth: { type: 'boolean' },
        output: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new OptionsError(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new OptionsError(`--${name}: expected a whole number from 1 up.`);
  return number;
}
