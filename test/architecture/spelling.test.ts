import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { methodNames } from '../../src/envelope/handle.ts';
import { schema } from '../../src/graphql/schema/schema.ts';

/** The features whose verbs the envelope speaks as well; those of the others are GraphQL's alone. */
const spokenByEnvelope = ['customers', 'orders', 'users', 'sandbox'];
const features = [...spokenByEnvelope, 'organisations', 'operators', 'keys', 'api-clients'];

/** Where the envelope has a verb that reads, GraphQL has a field named after what it answers. */
const queries: Readonly<Record<string, string>> = {
  getCustomer: 'customer',
  getOrder: 'order',
  getUserByEmail: 'user',
};

function fileOf(verb: string, among = features): string | undefined {
  const name = `${verb.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
  return among.map((feature) => `src/${feature}/${name}`).find((path) => existsSync(path));
}

const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((name) => name !== 'envelope');
const queryFields = Object.keys(schema.getQueryType()?.getFields() ?? {});
const previews = queryFields.filter((name) => name.startsWith('preview'));

test.each([...new Set([...mutations, ...previews, ...methodNames])])(
  '%s is a file and a function with that name',
  async (verb) => {
    const file = fileOf(verb);

    expect(file).toBeDefined();
    const module = await import(/* @vite-ignore */ resolve(file ?? ''));
    expect(typeof module[verb]).toBe('function');
  },
);

test('envelope methods and GraphQL fields match', () => {
  expect(
    methodNames.map((name) => queries[name] ?? name).filter((name) => ![...mutations, ...queryFields].includes(name)),
  ).toEqual([]);
  const spoken = mutations.filter((name) => fileOf(name, spokenByEnvelope) !== undefined);
  expect(spoken.filter((name) => !methodNames.includes(name))).toEqual([]);
});

test('no file has a meaningless name', () => {
  const names = readdirSync('src', { recursive: true, encoding: 'utf8' });

  expect(names.filter((name) => /(^|[/-])(utils?|helpers?|service|manager|index|mapper)\.ts$/.test(name))).toEqual([]);
});

test('every feature has a README', () => {
  const documented = [
    ...features,
    'terms',
    'due-transitions',
    'request-fingerprints',
    'subscriptions',
    'gateway',
    'idempotency',
    'db',
    'events',
    'keys',
    'organisations',
    'identity',
    'oauth',
    'catalogue',
    'audit',
    'envelope',
    'graphql',
    'graphql/execution',
    'rest',
    'rest/hub',
    'rest/licensing',
  ];

  expect(documented.filter((folder) => !existsSync(`src/${folder}/README.md`))).toEqual([]);
});
