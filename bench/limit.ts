import type { Field } from './field.ts';
import type { Contender } from './measure.ts';
import { findPgbench, pgbenchRate } from './pgbench.ts';
import { recordedPrefix, recordedScript } from './recorded-statements.ts';
import type { Workload } from './workloads/workload.ts';

/** PostgreSQL with the very statements of our GraphQL side, sent by pgbench: what no server in front of it can exceed. */
export async function limitOf(workload: Workload, field: Field, seconds: number): Promise<Contender[]> {
  const side = workload.sides.graphql;
  if (!workload.recorded || side === undefined || findPgbench() === undefined) return [];
  const facts = { ...field.facts, prefix: recordedPrefix };
  await field.restore();
  const script = await recordedScript(field.url, facts.key, {
    path: side.path,
    headers: side.headers(facts),
    body: (_, number) => side.body(number, facts),
    customers: facts.customers,
  });
  return [
    {
      name: 'pgbench',
      async measure() {
        await field.restore();
        const { perSecond } = await pgbenchRate({ url: field.url, script, clients: 16, seconds });
        return { perSecond, p50: undefined, p99: undefined, processor: undefined };
      },
    },
  ];
}
