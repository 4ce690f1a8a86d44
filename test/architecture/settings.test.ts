import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';

const example = parseEnv(readFileSync('.env.example', 'utf8'));

test('the example of the settings is valid and equal to the defaults', () => {
  expect(parseConfig(example)).toEqual(parseConfig({}));
});

test('the example and the documentation name the same settings', () => {
  const table = readFileSync('docs/operate/settings.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm);

  expect([...table].map(([, name]) => name).sort()).toEqual(Object.keys(example).sort());
});

/** Compose gives these values of its own, as a container has one address and one database. */
const setByCompose = ['PORT', 'HOST', 'DATABASE_URL', 'DATA_DIR'];

test('docker-compose passes all other settings to migrations, gateway and worker', () => {
  const compose = readFileSync('docker-compose.yml', 'utf8');
  const passed = [...compose.matchAll(/^ {6}([A-Z_]+): \$\{\1:-\}$/gm)].map(([, name]) => name);
  const settings = Object.keys(example).filter((name) => !setByCompose.includes(name));

  expect(passed.sort()).toEqual(settings.sort());
  expect(compose.match(/^ {4}environment: (?:&settings|\*settings)$/gm)).toHaveLength(3);
});

test('docker-compose waits one minute longer than the shutdown time of a process', () => {
  const periods = readFileSync('docker-compose.yml', 'utf8').match(/stop_grace_period: .*/g);
  const byDefault = parseConfig({}).shutdownSeconds;

  expect(periods).toEqual([1, 2].map(() => `stop_grace_period: 1m\${SHUTDOWN_SECONDS:-${byDefault}}s`));
});

test('the example has every setting that a process reads', () => {
  const read = readFileSync('src/config.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): /gm);

  expect([...read].map(([, name]) => name).sort()).toEqual(Object.keys(example).sort());
});
