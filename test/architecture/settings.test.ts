import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';

const example = parseEnv(readFileSync('.env.example', 'utf8'));

test('the example of the settings can be used as it is, and says the same as no settings at all', () => {
  expect(parseConfig(example)).toEqual(parseConfig({}));
});

test('the example and the documentation name the same settings', () => {
  const table = readFileSync('docs/operate/settings.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm);

  expect([...table].map(([, name]) => name).sort()).toEqual(Object.keys(example).sort());
});

test('every setting that a process reads is in the example', () => {
  const read = readFileSync('src/config.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): /gm);

  expect([...read].map(([, name]) => name).sort()).toEqual(Object.keys(example).sort());
});
