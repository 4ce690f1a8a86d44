import type { Field } from './field.ts';
import type { Contender } from './measure.ts';
import { findPgbench, pgbenchRate } from './pgbench.ts';
import { type RecordedRequest, recordedPrefix, recordedScript } from './recorded-statements.ts';
import type { Facts, Workload } from './workloads/workload.ts';

/** Returns pgbench as a side: it sends the statements of our GraphQL side, without any server in front of PostgreSQL. */
export async function limitOf(workload: Workload, field: Field, seconds: number): Promise<Contender[]> {
  const side = workload.sides.graphql;
  if (!workload.recorded || side === undefined || findPgbench() === undefined) return [];
  const requestOf = (known: Facts): RecordedRequest => {
    const facts = { ...known, prefix: recordedPrefix };
    return { path: side.path, headers: side.headers(facts), body: (number) => side.body(number, facts) };
  };
  const [first, ...others] = field.partners;
  await field.restore();
  const script = await recordedScript(field.url, [requestOf(first), ...others.map(requestOf)], first.customers);
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
