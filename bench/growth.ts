import type { BenchServer } from './database.ts';
import { type Field, openField } from './field.ts';
import { type Contender, type Pace, type Repetition, serversOf } from './measure.ts';
import type { Options } from './options.ts';
import { rowsOf } from './report/rows.ts';
import { type SideResult, sideResult } from './results.ts';
import { type Size, seeded } from './seed.ts';
import { workloads } from './workloads/all.ts';
import type { Workload } from './workloads/workload.ts';

/** What our GraphQL side does with a small and with a large database. */
export interface GrowthResult {
  readonly small: SideResult;
  readonly large: SideResult;
  /** How much longer a request takes in the large one. */
  readonly growth: number;
}

const mostGrowth = 1.5;

/** Measures our side of each workload at S and at a larger size, in turns. */
export async function measureGrowth(
  server: BenchServer,
  { size, only, ...pace }: Pick<Options, 'size' | 'only'> & Pace,
): Promise<Record<string, GrowthResult>> {
  const fields: Field[] = [];
  const results: Record<string, GrowthResult> = {};
  try {
    for (const one of ['S', size] as const) fields.push(await openField(server, await seeded(server, one)));
    for (const workload of workloads.filter(({ name, growsWithData }) => only.includes(name) && !growsWithData)) {
      console.error(`Growth: ${workload.name}`);
      results[workload.name] = await growthOf(workload, fields, pace);
    }
    return results;
  } finally {
    for (const field of fields) await field.close();
  }
}

async function growthOf(workload: Workload, fields: readonly Field[], pace: Pace): Promise<GrowthResult> {
  const ours: Workload = {
    ...workload,
    sides: workload.sides.graphql === undefined ? {} : { graphql: workload.sides.graphql },
  };
  const sizes = await Promise.all(
    fields.map(async (field) => {
      const [contender] = await serversOf(ours, field, pace.seconds);
      return { contender: contender as Contender, found: [] as Repetition[] };
    }),
  );
  for (let repetition = 0; repetition < pace.repetitions; repetition++) {
    for (const { contender, found } of repetition % 2 === 0 ? sizes : sizes.toReversed()) {
      found.push(await contender.measure(repetition));
    }
  }
  const [small, large] = sizes.map(({ found }) => sideResult(found)) as [SideResult, SideResult];
  return { small, large, growth: small.perSecond.median / large.perSecond.median };
}

export function growthTable(results: Readonly<Record<string, GrowthResult>>, size: Size): string {
  const rows = Object.entries(results).map(([workload, { small, large, growth }]) => [
    workload,
    Math.round(small.perSecond.median).toLocaleString('en'),
    Math.round(large.perSecond.median).toLocaleString('en'),
    growth.toFixed(2),
    growth <= mostGrowth ? 'reached' : '**missed**',
  ]);
  return rowsOf(
    ['workload', 'requests/s at S', `requests/s at ${size}`, `time at ${size} ÷ at S (≤ ${mostGrowth})`, ''],
    rows,
  );
}

/** The workloads that take too much longer. */
export function grown(results: Readonly<Record<string, GrowthResult>>, size: Size): string[] {
  return Object.entries(results)
    .filter(([, { growth }]) => growth > mostGrowth)
    .map(
      ([workload, { growth }]) => `${workload}: time at ${size} ÷ at S is ${growth.toFixed(2)}, must be ${mostGrowth}`,
    );
}
