import type { Machine } from '../machine.ts';
import type { Measured } from '../measure.ts';
import type { Options } from '../options.ts';
import { type Results, ratio, type SideResult, type Spread, type WorkloadResult } from '../results.ts';
import { shown, verdicts } from '../targets.ts';
import { expiryTable } from './expiry-table.ts';
import { rowsOf } from './rows.ts';

/** What the sides are called. */
const sideLabels: Readonly<Record<Measured, string>> = {
  pgbench: 'limit: pgbench, same statements',
  echo: 'limit: node:http echo',
  bare: 'limit: node:http + one pg statement',
  graphql: 'Tenure, GraphQL',
  envelope: 'Tenure, envelope',
  postgraphile: 'PostGraphile 5',
  apollo: 'Apollo Server 5 + Prisma',
};

/** The results as Markdown: what was demanded, what was measured, and where. */
export function markdownTable(results: Results, machine: Machine, options: Options): string {
  const { workloads, expiry } = results;
  const measured = [workloadsTable(workloads), memoryLine(results), expiry === undefined ? '' : expiryTable(expiry)];
  const parts = [targetsTable(results), ...measured, footer(machine, options)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function targetsTable(results: Results): string {
  const rows = verdicts(results).map(({ target, found, verdict }) => {
    const bound = target.better === 'more' ? '≥' : '≤';
    return [
      target.metric,
      `${bound} ${shown(target.must, target)}`,
      `${bound} ${shown(target.aim, target)}`,
      shown(found, target),
      verdict === 'missed' ? '**missed**' : verdict,
    ];
  });
  return rowsOf(['metric', 'must', 'aim', 'measured', ''], rows);
}

function workloadsTable(workloads: Results['workloads']): string {
  const rows = Object.entries(workloads).flatMap(([workload, result]) => rowsOfWorkload(workload, result));
  return rows.length === 0
    ? ''
    : rowsOf(['workload', 'side', 'requests/s (range)', 'GraphQL ÷ it', 'p50 ms', 'p99 ms', 'server CPU ms'], rows);
}

function rowsOfWorkload(workload: string, result: WorkloadResult): string[][] {
  return (Object.entries(result) as [Measured, SideResult][]).map(([name, side], index) => [
    index === 0 ? workload : '',
    sideLabels[name],
    `${whole(side.perSecond.median)} (${whole(side.perSecond.lowest)}–${whole(side.perSecond.highest)})`,
    name === 'graphql' ? '' : (ratio(result.graphql, side)?.toFixed(2) ?? ''),
    precise(side.p50, 1),
    precise(side.p99, 1),
    precise(side.processor, 2),
  ]);
}

function memoryLine({ memory }: Results): string {
  if (memory === undefined) return '';
  const [early, late] = [memory.after10k, memory.after1M].map((size) => size.toFixed(0));
  return `Resident memory of the gateway: ${early} MiB after 10,000 requests, ${late} MiB after a million.`;
}

function footer(machine: Machine, { size, repetitions, seconds }: Options): string {
  const { processor, cores, memoryGiB, system, load, date, versions, settings } = machine;
  const list = (values: Readonly<Record<string, string>>) =>
    Object.entries(values)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
  return [
    `Size ${size}, 16 connections, one process for each server, medians of ${repetitions} × ${seconds} s in turns, ${date}.`,
    `${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}, load average ${load} at the start; servers, PostgreSQL`,
    'and the load generator share them.',
    `${list(versions)}. PostgreSQL's settings: ${list(settings)}.`,
  ].join('\n');
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const precise = (spread: Spread | undefined, digits: number) => spread?.median.toFixed(digits) ?? '';
