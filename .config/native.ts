import { defineConfig } from 'vitest/config';
const reckonsWithTime = ['unit', 'use-cases', 'scenarios'].map((directory) => `test/${directory}/**/*.test.ts`);
export default defineConfig({
  test: {
    
    maxWorkers: 2,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    setupFiles: ['.config/measure-setup.mjs'],
    reporters: ['default', '/tmp/speed/reporter.mjs'],
    projects: [
      { extends: true, test: { name: 'local time', include: ['test/**/*.test.ts'], exclude: reckonsWithTime, pool: 'forks', testTimeout: 60_000, hookTimeout: 60_000, expect: {requireAssertions: true}} },
      { extends: true, test: { name: 'UTC', include: reckonsWithTime, env: {TZ: 'UTC'}, pool: 'forks', testTimeout: 60_000, hookTimeout: 60_000, expect: {requireAssertions: true}} },
    ],
  },
});
