import { type BenchServer, openBenchServer } from './database.ts';
import { measureExpiry } from './expiry.ts';
import { openField } from './field.ts';
import { grown, growthTable, measureGrowth } from './growth.ts';
import { installPeers } from './install-peers.ts';
import { limitOf } from './limit.ts';
import { describeMachine, type Machine } from './machine.ts';
import { compareAnswers, interleaved, serversOf } from './measure.ts';
import { measureMemory } from './memory.ts';
import { type Options, OptionsError, parseOptions, usage } from './options.ts';
import { findPgbench } from './pgbench.ts';
import { markdownTable } from './report/table.ts';
import { writeResults } from './report/write.ts';
import { type Results, type WorkloadResult, workloadResult } from './results.ts';
import { seeded } from './seed.ts';
import { shown, verdicts } from './targets.ts';
import { workloads } from './workloads/all.ts';

// `npm run bench`: the gateway beside its peers and beside what PostgreSQL can do, in one run and in turns.

async function measureAll(
  server: BenchServer,
  options: Options,
  keep: (results: Results) => Promise<void>,
): Promise<Results> {
  const results = await measureSides(server, options);
  if (!options.only.includes('expiry')) return results;
  // What takes longest comes last: should it fail, the rest is there.
  await keep(results);
  // A small run is there to see that it works.
  const sizes = options.size === 'S' ? { sizes: [{ due: 10_000, repetitions: 1 }] } : undefined;
  return { ...results, expiry: await measureExpiry(server, sizes) };
}

async function measureSides(server: BenchServer, options: Options): Promise<Results> {
  const chosen = workloads.filter(({ name }) => options.only.includes(name));
  const isMemoryChosen = options.only.includes('memory');
  if (chosen.length === 0 && !isMemoryChosen) return { workloads: {} };
  const field = await openField(server, await seeded(server, options.size));
  const found: Record<string, WorkloadResult> = {};
  try {
    for (const workload of chosen) {
      console.error(`Measuring ${workload.name}`);
      await compareAnswers(workload, field);
      const limit = await limitOf(workload, field, options.seconds);
      const contenders = [...limit, ...(await serversOf(workload, field, options.seconds))];
      found[workload.name] = workloadResult(await interleaved(contenders, options.repetitions));
    }
    if (!isMemoryChosen) return { workloads: found };
    console.error('Measuring memory: a million requests');
    return { workloads: found, memory: await measureMemory(field) };
  } finally {
    await field.close();
  }
}

/** Answers what was missed. */
async function compareSides(server: BenchServer, options: Options): Promise<string[]> {
  const machine = await describeMachine(server);
  const keep = (results: Results) => report(results, machine, options);
  const results = await measureAll(server, options, keep);
  await keep(results);
  console.log(markdownTable(results, machine, options));
  return verdicts(results)
    .filter(({ verdict }) => verdict === 'missed' || verdict === 'not measured')
    .map(({ target, found, verdict }) =>
      verdict === 'missed'
        ? `${target.metric}: ${shown(found, target)}, must be ${shown(target.must, target)}`
        : `${target.metric}: not measured, must be ${shown(target.must, target)}`,
    );
}

async function report(results: Results, machine: Machine, options: Options): Promise<void> {
  // Not at the top: it needs what `installPeers` brings.
  const { chartOf } = await import('./report/chart.ts');
  const { size, repetitions, seconds, output } = options;
  const targets = verdicts(results).map(({ target: { metric, must, aim }, ...verdict }) => {
    return { metric, must, aim, ...verdict };
  });
  await writeResults(output, {
    'latest.json': { machine, size, repetitions, seconds, ...results, targets },
    'table.md': markdownTable(results, machine, options),
    'chart.svg': await chartOf(results),
  });
}

async function compareSizes(server: BenchServer, options: Options): Promise<string[]> {
  const machine = await describeMachine(server);
  const results = await measureGrowth(server, options);
  const table = growthTable(results, options.size);
  await writeResults(options.output, { 'growth.json': { machine, workloads: results }, 'growth.md': `${table}\n` });
  console.log(table);
  return grown(results, options.size);
}

async function run(options: Options): Promise<void> {
  await installPeers();
  if (findPgbench() === undefined) {
    console.error(
      'There is no pgbench here, and so nothing to compare with the limit of PostgreSQL. It comes with the packages of\n' +
        'PostgreSQL, not with ours. Debian and Ubuntu: apt-get install postgresql-contrib. macOS: brew install postgresql.',
    );
  }
  const server = await openBenchServer();
  try {
    const missed = await (options.growth ? compareSizes : compareSides)(server, options);
    if (!options.check) return;
    for (const line of missed) console.error(`Missed: ${line}`);
    process.exitCode = missed.length > 0 ? 1 : 0;
  } finally {
    await server.stop();
  }
}

try {
  const options = parseOptions(process.argv.slice(2));
  await (options === undefined ? console.log(usage) : run(options));
} catch (error) {
  if (!(error instanceof OptionsError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
