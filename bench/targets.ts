import { type Results, ratio, type WorkloadResult } from './results.ts';

/** A requirement: a ratio within one run, unless it has a unit. */
export interface Target {
  readonly metric: string;
  readonly must: number;
  readonly aim: number;
  readonly unit?: 'ms';
  /** Whether larger or smaller values are better. */
  readonly better: 'more' | 'less';
  /** The value in a run; undefined where it was not measured. */
  found(results: Results): number | undefined;
}

const of = (results: Results, workload: string): WorkloadResult => results.workloads[workload] ?? {};

const millionDue = (expiry: Results['expiry']) => expiry?.sizes.find(({ due }) => due === 1_000_000);

const targets: readonly Target[] = [
  {
    metric: 'createCustomer ÷ pgbench, same statements',
    must: 0.4,
    aim: 0.6,
    better: 'more',
    found: (results) => ratio(of(results, 'createCustomer').graphql, of(results, 'createCustomer').pgbench),
  },
  {
    metric: 'createFirstOrder ÷ pgbench, same statements',
    must: 0.5,
    aim: 0.75,
    better: 'more',
    found: (results) => ratio(of(results, 'createFirstOrder').graphql, of(results, 'createFirstOrder').pgbench),
  },
  {
    metric: 'createCustomer ÷ PostGraphile’s bare create',
    must: 0.9,
    aim: 1.2,
    better: 'more',
    found: (results) => ratio(of(results, 'createCustomer').graphql, of(results, 'createCustomer').postgraphile),
  },
  {
    metric: 'customer by remote id ÷ PostGraphile',
    must: 1.2,
    aim: 2.0,
    better: 'more',
    found: (results) =>
      ratio(of(results, 'customerByRemoteId').graphql, of(results, 'customerByRemoteId').postgraphile),
  },
  {
    metric: 'nested 50 ÷ PostGraphile',
    must: 1.3,
    aim: 2.3,
    better: 'more',
    found: (results) => ratio(of(results, 'nested50').graphql, of(results, 'nested50').postgraphile),
  },
  {
    metric: 'every workload ÷ Apollo + Prisma (the lowest)',
    must: 1.2,
    aim: 2.5,
    better: 'more',
    found: ({ workloads }) => {
      const ratios = Object.values(workloads).flatMap(({ graphql, apollo }) => ratio(graphql, apollo) ?? []);
      return ratios.length === 0 ? undefined : Math.min(...ratios);
    },
  },
  {
    metric: 'envelope createCustomer ÷ GraphQL createCustomer',
    must: 1.0,
    aim: 1.5,
    better: 'more',
    found: (results) => ratio(of(results, 'createCustomer').envelope, of(results, 'createCustomer').graphql),
  },
  {
    metric: 'expiry of 1M ÷ one bulk UPDATE (events included on both sides)',
    must: 0.4,
    aim: 0.6,
    better: 'more',
    found: ({ expiry }) => millionDue(expiry)?.ratio,
  },
  {
    metric: 'longest row-lock wait during expiry',
    must: 100,
    aim: 30,
    unit: 'ms',
    better: 'less',
    // A value of fewer due terms is not comparable.
    found: ({ expiry }) => millionDue(expiry) && expiry?.longestLockWait,
  },
  {
    metric: 'API p99 during expiry ÷ before',
    must: 2.5,
    aim: 1.5,
    better: 'less',
    found: ({ expiry }) => millionDue(expiry)?.underTraffic.ratio,
  },
  {
    metric: 'expiry of 1k due among 1M live terms ÷ 1k due among 10k',
    must: 2.0,
    aim: 1.2,
    better: 'less',
    found: ({ expiry }) => expiry?.fewDue.ratio,
  },
  {
    metric: 'gateway memory after 1M requests ÷ after 10k',
    must: 1.2,
    aim: 1.05,
    better: 'less',
    found: ({ memory }) => memory && memory.after1M / memory.after10k,
  },
];

/** The result of a run for one target. Must and aim apply to the load of one partner. */
export interface Verdict {
  readonly target: Target;
  readonly found: number | undefined;
  /** The value under the load of 16 partners; undefined where it was not measured. */
  readonly foundWith16Partners: number | undefined;
  readonly verdict: 'aim reached' | 'must reached' | 'missed' | 'not measured';
}

export function verdicts(results: Results): Verdict[] {
  const { workloadsOf16Partners: workloads = {} } = results;
  return targets.map((target) => {
    const found = target.found(results);
    return { target, found, foundWith16Partners: target.found({ workloads }), verdict: verdictOn(target, found) };
  });
}

function verdictOn({ must, aim, better }: Target, found: number | undefined): Verdict['verdict'] {
  if (found === undefined) return 'not measured';
  const reaches = (value: number) => (better === 'more' ? found >= value : found <= value);
  if (reaches(aim)) return 'aim reached';
  return reaches(must) ? 'must reached' : 'missed';
}

/** Formats a value, such as `1.25` or `48 ms`. */
export function shown(value: number | undefined, { unit }: Pick<Target, 'unit'>): string {
  if (value === undefined) return '–';
  return unit === undefined ? value.toFixed(2) : `${value.toFixed(0)} ${unit}`;
}
