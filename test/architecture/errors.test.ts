import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { getNamedType, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import { expect, test } from 'vitest';
import { envelopeVocabulary } from '../../src/envelope/vocabulary.ts';
import { errorMessage } from '../../src/error-messages.ts';
import { errorTypes } from '../../src/graphql/schema/errors/types.ts';
import { schema } from '../../src/graphql/schema/schema.ts';
import { hub } from '../../src/rest/hub/dialect.ts';
import { licensing } from '../../src/rest/licensing/dialect.ts';
import { problemFactsOf } from '../../src/rest/problem.ts';
import { domainErrors } from '../support/domain-errors.ts';

/** Not for callers as data: what `NotAnswered` in src/graphql/schema/errors/types.ts says. */
const notAnswered = [
  'MOVE_ACROSS_CLOCKS',
  'UNAVAILABLE',
  'EMULATION_REFUSED',
  'IDEMPOTENCY_KEY_INVALID',
  'IDEMPOTENCY_KEY_IN_USE',
  'IDEMPOTENCY_KEY_REUSED',
];

const all = Object.values(domainErrors);
const answered = all.filter((error) => !notAnswered.includes(error.code));

test('GraphQL has a type for every error code that it can return', () => {
  expect(Object.keys(errorTypes).sort()).toEqual(answered.map((error) => error.code).sort());
});

test.each(answered)('$name is an Error of GraphQL', (error) => {
  const base = schema.getType('Error');
  const type = schema.getType(error.name);

  expect(isObjectType(type) && isInterfaceType(base) && type.getInterfaces().includes(base)).toBe(true);
});

const errorFiles = globSync('src/**/*.ts').filter((file) =>
  /interface DomainErrors \{\n/.test(readFileSync(file, 'utf8')),
);

test.each([...new Set(errorFiles.map(dirname))])('%s has one message for each error that it declares', (folder) => {
  const declared = errorFiles
    .filter((file) => dirname(file) === folder)
    .flatMap((file) => codesIn(file, /^ {4}([A-Z_]+):/gm));

  expect(codesIn(`${folder}/error-messages.ts`, /^ {2}([A-Z_]+): /gm).sort()).toEqual(declared.sort());
});

function codesIn(file: string, code: RegExp): string[] {
  return [...readFileSync(file, 'utf8').matchAll(code)].map(([, name = '']) => name);
}

test('every door answers every error with the default message in its own terms', () => {
  expect(Object.fromEntries(all.map((error) => [error.code, errorMessage(error)]))).toMatchSnapshot('GraphQL');
  expect(Object.fromEntries(all.map((error) => [error.code, errorMessage(error, envelopeVocabulary)]))).toMatchSnapshot(
    'envelope',
  );
  for (const dialect of [hub, licensing]) {
    const said = all
      .map((error) => problemFactsOf(dialect, error))
      .map(({ code, status, detail }) => [code, `${status} ${detail}`]);
    expect(Object.fromEntries(said)).toMatchSnapshot(dialect.name);
  }
});

const verbs = [schema.getMutationType(), schema.getQueryType()].flatMap((root) =>
  Object.values(root?.getFields() ?? {}).filter(
    ({ name, type }) => isUnionType(getNamedType(type)) && name !== 'envelope',
  ),
);

/** The names of the errors in a field's union. */
function errorNamesOf({ type }: (typeof verbs)[number]): string[] {
  const union = getNamedType(type);
  const members = isUnionType(union) ? union.getTypes() : [];
  return members.map((member) => member.name).filter((name) => name.endsWith('Error'));
}

test('every verb returns the errors that its feature declares', async () => {
  const modules = await Promise.all(globSync('src/*/verb-errors.ts').map((file) => import(resolve(file))));
  const byFeature = modules.flatMap(Object.entries).filter(([name]) => name.endsWith('VerbErrors'));
  const declared = byFeature.flatMap(([, byVerb]) => Object.entries<readonly { name: string }[]>(byVerb));
  const answeredByVerb = verbs.filter(({ name }) => !name.startsWith('preview'));

  expect(declared.length).toBeGreaterThan(30);
  expect(Object.fromEntries(declared.map(([verb, errors]) => [verb, errors.map(({ name }) => name).sort()]))).toEqual(
    Object.fromEntries(answeredByVerb.map((verb) => [verb.name, errorNamesOf(verb).sort()])),
  );
});

test('in the schema, only the error types import errors', () => {
  const files = globSync('src/graphql/schema/**/*.ts').filter((file) => !file.startsWith('src/graphql/schema/errors/'));
  const naming = files.filter((file) => /from '[./a-z-]+\/errors\.ts'/.test(readFileSync(file, 'utf8')));

  expect(files.length).toBeGreaterThan(50);
  expect(naming).toEqual([]);
});

test.each(verbs)('$name can return every error that the docstring of its use case names', (field) => {
  const { name } = field;
  const verb = name.replace(/^preview(Renewal|First)/, 'create$1').replace(/^preview/, '');
  const kebab = `${verb.charAt(0).toLowerCase()}${verb.slice(1)}`.replace(
    /[A-Z]/g,
    (letter) => `-${letter.toLowerCase()}`,
  );
  const [file = ''] = globSync(`src/*/${kebab}.ts`);
  const thrown = [...readFileSync(file, 'utf8').matchAll(/@throws \{(\w+)\}/g)].map(([, error]) => error);
  const members = errorNamesOf(field);

  expect(thrown.length).toBeGreaterThan(0);
  expect(thrown.filter((error) => !members.includes(error ?? ''))).toEqual([]);
});
