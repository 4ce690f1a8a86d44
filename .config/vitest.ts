import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { isLong } from '../test/support/run-counts.ts';

const require = createRequire(import.meta.url);

/** What reckons with time is tested where days begin early and late, with and without summer time. */
const timeZones = ['UTC', 'Asia/Bahrain', 'America/New_York', 'Pacific/Kiritimati'];
/** The tests that take longer, where days begin first and in between; everywhere in `npm run test:long`. */
const timeZonesOfLongTests = isLong ? timeZones : ['UTC', 'Pacific/Kiritimati'];
const unitTests = ['test/unit/**/*.test.ts'];
const unitTestsWithDatabase = ['test/unit/term-in-postgresql.test.ts'];
const longTests = ['test/{use-cases,scenarios}/**/*.test.ts'];

/** What takes long, longest first: begun last, the others would wait for it with nothing to do. */
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
    // One more than there are cores: the suite waits for the database as often as for the processor.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // The first of these has the short name: `npm test -- --project pure <file>` starts no database.
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

/** Tests of functions alone: nothing is started for them, and nothing else is on the way. */
function pureProject(name: string, TZ: string): TestProjectInlineConfiguration {
  return project({ name, include: unitTests, exclude: unitTestsWithDatabase, env: { TZ } });
}

function project(test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return {
    resolve: {
      // Our code and the libraries must share one copy: graphql has two files for the same thing, and each is a realm.
      alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }],
    },
    test: {
      pool: 'forks',
      // A process runs many files one after the other: the schema and Prisma's client are loaded once for all of them.
      isolate: false,
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // A test that passes for the wrong reason is worse than none: every one must assert something.
      expect: { requireAssertions: true },
      ...test,
    },
  };
}
