import { createRequire } from 'node:module';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const require = createRequire(import.meta.url);

/** What reckons with time is tested where days begin early and late, with and without summer time. */
const timeZones = ['UTC', 'Asia/Bahrain', 'America/New_York', 'Pacific/Kiritimati'];
const reckonsWithTime = ['unit', 'use-cases', 'scenarios'].map((directory) => `test/${directory}/**/*.test.ts`);

/** What takes long, longest first: begun last, the others would wait for it with nothing to do. */
const long = [
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
    globalSetup: 'test/support/global-setup.ts',
    sequence: { sequencer: LongestFirst },
    // The suite waits for the database as often as for the processor.
    maxWorkers: 3,
    projects: [
      project({ name: 'local time', include: ['test/**/*.test.ts'], exclude: reckonsWithTime }),
      ...timeZones.map((TZ) => project({ name: TZ, include: reckonsWithTime, env: { TZ } })),
    ],
  },
});

function project(test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return {
    resolve: {
      // Our code and the libraries must share one copy: graphql has two files for the same thing, and each is a realm.
      alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }],
    },
    test: {
      pool: 'forks',
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // A test that passes for the wrong reason is worse than none: every one must assert something.
      expect: { requireAssertions: true },
      ...test,
    },
  };
}
