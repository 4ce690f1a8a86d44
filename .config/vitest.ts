import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { isLong } from '../test/support/run-counts.ts';

const require = createRequire(import.meta.url);

/** Tests of time run in zones at both ends of the day, with and without daylight saving time. */
const timeZones = ['UTC', 'Asia/Bahrain', 'America/New_York', 'Pacific/Kiritimati'];
/** Long tests run in two zones, and in all zones with `npm run test:long`. */
const timeZonesOfLongTests = isLong ? timeZones : ['UTC', 'Pacific/Kiritimati'];
const unitTests = ['test/unit/**/*.test.ts'];
const unitTestsWithDatabase = ['test/unit/term-in-postgresql.test.ts'];
const longTests = ['test/{use-cases,scenarios}/**/*.test.ts'];

/** Long tests, longest first, so that the suite does not end with a single long test. */
const long = [
  'operations/soak',
  'operations/chaos',
  'model/random-lives',
  'operations/command-line',
  'doors/moving-tree',
  'jobs/worker-outage',
  'operations/start',
  'doors/isolation-matrix',
  'operations/supervision',
  'jobs/worker',
  'doors/fuzz',
  'operations/faults',
];

const onServer = { globalSetup: 'test/support/global-setup.ts' };

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return found === -1 ? long.length : found;
    };
    return sorted.sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // One more than the number of cores, because tests also wait for the database.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // The first project has the short name: `npm test -- --project pure <file>` starts no database.
      ...timeZones.map((TZ, index) => pureProject(index === 0 ? 'pure' : `pure ${TZ}`, TZ)),
      project({
        ...onServer,
        name: 'local time',
        include: ['test/**/*.test.ts'],
        exclude: [...unitTests, ...longTests],
      }),
      ...timeZones.map((TZ) => {
        const include = timeZonesOfLongTests.includes(TZ)
          ? [...unitTestsWithDatabase, ...longTests]
          : unitTestsWithDatabase;
        return project({ ...onServer, name: TZ, include, env: { TZ } });
      }),
    ],
  },
});

/** Tests of pure functions, without a database or other services. */
function pureProject(name: string, TZ: string): TestProjectInlineConfiguration {
  return project({ name, include: unitTests, exclude: unitTestsWithDatabase, env: { TZ } });
}

function project(test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return {
    resolve: {
      // Our code and the libraries must share one copy of graphql. It has two entry files, and each is a separate
      // realm.
      alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }],
    },
    test: {
      pool: 'forks',
      // A process runs many files in sequence, so that the schema and Prisma's client are loaded once.
      isolate: false,
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // Each test must contain an assertion, so that none passes without checking anything.
      expect: { requireAssertions: true },
      ...test,
    },
  };
}
