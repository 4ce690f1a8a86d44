import type { ExpiryResult } from '../expiry.ts';
import { spreadOf } from '../results.ts';
import { rowsOf } from './rows.ts';

/** What the calendar's work costs, as Markdown. */
export function expiryTable(expiry: ExpiryResult): string {
  return [sizesTable(expiry), trafficTable(expiry), othersTable(expiry)].join('\n\n');
}

function sizesTable({ sizes }: ExpiryResult): string {
  const rows = sizes.map(({ due, repetitions, ratio }) => [
    whole(due),
    whole(spreadOf(repetitions.map(({ sweep }) => sweep)).median),
    whole(spreadOf(repetitions.map(({ bulk }) => bulk)).median),
    ratio.toFixed(2),
  ]);
  return rowsOf(['due terms', 'expired/s by our sweep', 'by one bulk UPDATE', 'ratio'], rows);
}

function trafficTable({ sizes }: ExpiryResult): string {
  const rows = sizes.map(({ due, underTraffic: { perSecond, p99Before, p99During, waitsBefore, waitsDuring } }) => [
    whole(due),
    whole(perSecond),
    `${p99Before.toFixed(1)} → ${p99During.toFixed(1)}`,
    `${waitsBefore.longest.toFixed(0)} → ${waitsDuring.longest.toFixed(0)}`,
  ]);
  const head = ['due terms, beside API traffic', 'expired/s', 'API p99 ms, before → during', 'longest lock wait ms'];
  return rowsOf(head, rows);
}

function othersTable({ fewDue, windows, jobDrain }: ExpiryResult): string {
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
  const few = `expiry of ${whole(fewDue.due)} due`;
  return rowsOf(
    ['other work of the calendar', ''],
    [
      [`${few} among 10,000 live terms`, milliseconds(fewDue.among10k)],
      [`${few} among a million`, milliseconds(fewDue.among1M)],
      [`${few} among a million, after half of them expired`, milliseconds(fewDue.afterMany)],
      ['renewal windows among a million: none has opened', milliseconds(windows.none)],
      ['a thousand have', milliseconds(windows.few)],
      ['a hundred thousand have', `${whole(windows.manyPerSecond)}/s`],
      [`jobs that do nothing, ${whole(jobDrain.jobs)} of them`, `${whole(jobDrain.own)}/s`],
      ['the same, fetched ahead and completed in batches', `${whole(jobDrain.batched)}/s`],
    ],
  );
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
