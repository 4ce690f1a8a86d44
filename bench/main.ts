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
import { type PartnerCount, seeded } from './seed.ts';
import { shown, verdicts } from './targets.ts';
import { workloads } from './workloads/all.ts';

// `npm run bench`: measures the gateway, its peers and PostgreSQL by itself, in turns within one run.

async function measureAll(
  server: BenchServer,
  options: Options,
  keep: (results: Results) => Promise<void>,
): Promise<Results> {
  let results: Results = { workloads: {} };
  // Results are written after each part, so that a failure of a later part does not lose them.
  if (options.partners.includes(1)) {
    results = await measureSides(server, options, 1);
    await keep(results);
  }
  if (options.partners.includes(16)) {
    results = { ...results, workloadsOf16Partners: (await measureSides(server, options, 16)).workloads };
    await keep(results);
  }
  if (!options.only.includes('expiry') || !options.partners.includes(1)) return results;
  // A small run only checks that the measurement works.
  const sizes = options.size === 'S' ? { sizes: [{ due: 10_000, repetitions: 1 }] } : undefined;
  return { ...results, expiry: await measureExpiry(server, sizes) };
}

/** Measures the chosen workloads with one number of partners, and with one partner also the memory of the gateway. */
async function measureSides(server: BenchServer, options: Options, partners: PartnerCount): Promise<Results> {
  const chosen = workloads.filter(({ name }) => options.only.includes(name));
  const isMemoryChosen = options.only.includes('memory') && partners === 1;
  if (chosen.length === 0 && !isMemoryChosen) return { workloads: {} };
  const field = await openField(server, await seeded(server, options.size, partners));
  const found: Record<string, WorkloadResult> = {};
  try {
    for (const workload of chosen) {
      console.error(`Measuring ${workload.name}${partners === 1 ? '' : ` with ${partners} partners`}`);
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

/** Measures all sides, writes the results and returns the musts that were missed. */
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
  // Imported here, because it needs packages that `installPeers` installs.
  const { chartOf } = await import('./report/chart.ts');
  const { size, partners, repetitions, seconds, output } = options;
  const targets = verdicts(results).map(({ target: { metric, must, aim }, ...verdict }) => {
    return { metric, must, aim, ...verdict };
  });
  await writeResults(output, {
    'latest.json': { machine, size, partners, repetitions, seconds, ...results, targets },
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
      'pgbench was not found, so that nothing is compared with PostgreSQL by itself. It comes with the packages of PostgreSQL.\n' +
        'Debian and Ubuntu: apt-get install postgresql-contrib. macOS: brew install postgresql.',
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
