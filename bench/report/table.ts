import type { Machine } from '../machine.ts';
import type { Measured } from '../measure.ts';
import type { Options } from '../options.ts';
import {
  type Results,
  ratio,
  type SideResult,
  type Spread,
  type WorkloadResult,
  type WorkloadResults,
} from '../results.ts';
import { shown, verdicts } from '../targets.ts';
import { expiryTable } from './expiry-table.ts';
import { rowsOf } from './rows.ts';

/** The names of the sides in the tables. */
const sideLabels: Readonly<Record<Measured, string>> = {
  pgbench: 'limit: pgbench, same statements',
  echo: 'limit: node:http echo',
  bare: 'limit: node:http + one pg statement',
  graphql: 'Tenure, GraphQL',
  envelope: 'Tenure, envelope',
  postgraphile: 'PostGraphile 5',
  apollo: 'Apollo Server 5 + Prisma',
};

/** Formats the results as Markdown: the targets, the measurements and the machine. */
export function markdownTable(results: Results, machine: Machine, options: Options): string {
  const { workloads, workloadsOf16Partners = {}, expiry } = results;
  const parts = [
    targetsTable(results),
    workloadsTable('All 16 connections send the API key of one partner:', workloads),
    workloadsTable('Each of the 16 connections sends the API key of another partner:', workloadsOf16Partners),
    memoryLine(results),
    expiry === undefined ? '' : expiryTable(expiry),
    footer(machine, options),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function targetsTable(results: Results): string {
  const rows = verdicts(results).map(({ target, found, foundWith16Partners, verdict }) => {
    const bound = target.better === 'more' ? '≥' : '≤';
    return [
      target.metric,
      `${bound} ${shown(target.must, target)}`,
      `${bound} ${shown(target.aim, target)}`,
      shown(found, target),
      verdict === 'missed' ? '**missed**' : verdict,
      shown(foundWith16Partners, target),
    ];
  });
  return rowsOf(['metric', 'must', 'aim', 'measured', '', 'with 16 partners'], rows);
}

function workloadsTable(title: string, workloads: WorkloadResults): string {
  const rows = Object.entries(workloads).flatMap(([workload, result]) => rowsOfWorkload(workload, result));
  if (rows.length === 0) return '';
  const head = ['workload', 'side', 'requests/s (range)', 'GraphQL ÷ it', 'p50 ms', 'p99 ms', 'server CPU ms'];
  return `${title}\n\n${rowsOf(head, rows)}`;
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
