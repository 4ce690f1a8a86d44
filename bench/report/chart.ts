import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import { type Results, ratio } from '../results.ts';

interface Bar {
  readonly workload: string;
  readonly peer: string;
  readonly ratio: number;
}

const peers = { postgraphile: 'PostGraphile 5', apollo: 'Apollo Server 5 + Prisma' } as const;

function barsOf({ workloads }: Results): Bar[] {
  return Object.entries(workloads).flatMap(([workload, result]) =>
    (Object.keys(peers) as (keyof typeof peers)[]).flatMap((peer) => {
      const value = ratio(result.graphql, result[peer]);
      return value === undefined ? [] : [{ workload, peer: peers[peer], ratio: Math.round(value * 100) / 100 }];
    }),
  );
}

/** An SVG: how many requests we answer for each that a peer answers. Undefined where there was no peer. */
export async function chartOf(results: Results): Promise<string | undefined> {
  const bars = barsOf(results);
  if (bars.length === 0) return undefined;
  const { spec } = compile(specificationOf(bars));
  return `${await new View(parse(spec), { renderer: 'none' }).toSVG()}\n`;
}

function specificationOf(bars: readonly Bar[]): object {
  const y = { field: 'workload', type: 'nominal', title: null, sort: null };
  const yOffset = { field: 'peer', sort: Object.values(peers) };
  const x = { field: 'ratio', type: 'quantitative', title: 'requests/s of Tenure for each of the peer' };
  const color = {
    field: 'peer',
    type: 'nominal',
    sort: Object.values(peers),
    scale: { domain: Object.values(peers), range: ['#1f6feb', '#bf8700'] },
    legend: { orient: 'top', title: null, labelLimit: 0 },
  };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    // GitHub shows it on light and on dark pages.
    background: 'white',
    padding: 12,
    width: 440,
    height: { step: 16 },
    data: { values: bars },
    layer: [
      { mark: 'bar', encoding: { y, yOffset, x, color } },
      {
        mark: { type: 'text', align: 'left', dx: 4, fontSize: 10 },
        encoding: { y, yOffset, x, text: { field: 'ratio', type: 'quantitative', format: '.2f' } },
      },
      { mark: { type: 'rule', color: '#cf222e', strokeDash: [4, 3] }, encoding: { x: { datum: 1 } } },
    ],
    config: { view: { stroke: null }, axis: { grid: false }, font: 'system-ui, sans-serif' },
  };
}
