import config from './vitest.ts';
for (const p of config.test.projects) { p.test.setupFiles = [...(p.test.setupFiles ?? []), '.config/measure-setup.mjs']; }
config.test.reporters = ['default', '/tmp/speed/reporter.mjs'];
export default config;
