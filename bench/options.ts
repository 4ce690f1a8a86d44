import { parseArgs } from 'node:util';
import type { PartnerCount, Size } from './seed.ts';
import { workloads } from './workloads/all.ts';

export interface Options {
  readonly size: Size;
  /** The workloads to measure, by name. */
  readonly only: readonly string[];
  /** The numbers of partners whose API keys the connections send, each measured by itself. */
  readonly partners: readonly PartnerCount[];
  readonly repetitions: number;
  readonly seconds: number;
  /** Whether to exit with 1 when a must is missed. */
  readonly check: boolean;
  /** Whether to measure our side at S and at this size in turns, in place of all sides at one size. */
  readonly growth: boolean;
  /** The directory for the results. */
  readonly output: URL;
}

/** Measurements without other sides. They are a part of the run with one partner. */
const others = ['memory', 'expiry'];

const partnerOptions: Readonly<Record<string, readonly PartnerCount[]>> = { 1: [1], 16: [16], both: [1, 16] };

/** An option of `npm run bench` is invalid. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

export const usage = `npm run bench -- [options]
  --size S|M|L           10k, 100k or 1M customers (M)
  --only <names>         some of ${[...workloads.map(({ name }) => name), ...others].join(', ')}
  --partners 1|16|both   whether all connections send the key of one partner, or each the key of another partner (both)
  --repetitions <n>      measurements of each side (5)
  --seconds <n>          seconds of each measurement (3)
  --check                exit with 1 when a must is missed
  --growth               measure our side at S and at this size (L), with one partner
  --output <directory>   directory for the results: bench/results for a whole run at M, else bench/results/partial`;

/** Parses the options; returns undefined for `--help`. */
export function parseOptions(args: readonly string[]): Options | undefined {
  const { values } = parse(args);
  if (values.help) return undefined;
  const names = [...workloads.map(({ name }) => name), ...others];
  const only = values.only?.split(',').map((name) => name.trim()) ?? names;
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new OptionsError(`There is no workload ${unknown.join(', ')}.\n${usage}`);
  const size = values.size ?? (values.growth ? 'L' : 'M');
  if (size !== 'S' && size !== 'M' && size !== 'L') throw new OptionsError(`--size: expected S, M or L.\n${usage}`);
  const partners = partnerOptions[values.partners ?? 'both'];
  if (partners === undefined) throw new OptionsError(`--partners: expected 1, 16 or both.\n${usage}`);
  const isWhole = size === 'M' && values.only === undefined && partners.length === 2;
  const directory = values.output ?? (isWhole || values.growth ? 'bench/results' : 'bench/results/partial');
  return {
    size,
    only,
    partners,
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
        partners: { type: 'string' },
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
