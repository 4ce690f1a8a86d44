import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { printedSchema } from '../../src/graphql/schema/schema.ts';
import { baselineFaults, changesBetween, unnamedChanges } from '../support/schema-changes.ts';

const [baseline, changelog] = await Promise.all([
  readFile('test/architecture/schema-baseline.graphql', 'utf8'),
  readFile('CHANGELOG.md', 'utf8'),
]);

test('CHANGELOG.md names every change of the schema that can break a caller', () => {
  const unnamed = unnamedChanges(baseline, printedSchema(), changelog);

  expect(unnamed, unnamed.join('\n')).toEqual([]);
});

test('the baseline is the schema of the newest version in CHANGELOG.md', () => {
  const faults = baselineFaults(baseline, changelog);

  expect(faults, faults.join('\n')).toEqual([]);
});

const schema = `
  type Query { customer(id: ID, name: String = "x"): Customer  find(filter: Filter): Found }
  interface Named { name: String }
  type Customer implements Named { name: String  email: String! }
  type Order { id: ID }
  union Found = Customer | Order
  enum Kind { COMPANY PERSON }
  input Filter { kind: Kind }
  scalar Money
`;
/** A changelog whose version "Unreleased" has this text. */
const having = (text: string) => `# Changelog\n\n## Unreleased\n${text}\n## 0.1.0\n\n### Breaking changes\n`;

test.each<[planted: string, replaced: string, by: string, coordinate: string]>([
  ['removed field', 'email: String!', '', 'Customer.email'],
  ['field of another type', 'email: String!', 'email: String', 'Customer.email'],
  ['removed value of an enum', 'COMPANY ', '', 'Kind.COMPANY'],
  ['removed member of a union', ' | Order', '', 'Found.Order'],
  ['removed interface', 'Customer implements Named', 'Customer', 'Customer.Named'],
  ['removed type', 'scalar Money', '', 'Money'],
  ['type of another kind', 'scalar Money', 'type Money { id: ID }', 'Money'],
  ['removed argument', 'id: ID,', '', 'Query.customer(id:)'],
  ['argument of another type', 'id: ID,', 'id: ID!,', 'Query.customer(id:)'],
  ['new required argument', 'id: ID,', 'id: ID, at: ID!,', 'Query.customer(at:)'],
  ['new required member of an input', 'kind: Kind', 'kind: Kind id: ID!', 'Filter.id'],
])('a %s must be named below "Breaking changes"', (_, replaced, by, coordinate) => {
  const changed = schema.replace(replaced, by);
  const unnamed = unnamedChanges(schema, changed, having(''));

  expect(changesBetween(schema, changed).breaking.map((change) => change.coordinate)).toEqual([coordinate]);
  expect(unnamed).toHaveLength(1);
  expect(unnamed[0]).toContain(
    `Name \`${coordinate}\` in CHANGELOG.md, under "Unreleased", "Breaking changes", or undo the change.`,
  );
  expect(unnamedChanges(schema, changed, having(`### Removed\n- \`${coordinate}\``))).toEqual(unnamed);
  expect(unnamedChanges(schema, changed, having(`### Breaking changes\n- ${coordinate}x`))).toEqual(unnamed);
  expect(unnamedChanges(schema, changed, having(`### Breaking changes\n- \`${coordinate}\` ...`))).toEqual([]);
});

test.each<[planted: string, replaced: string, by: string, coordinate: string]>([
  ['new value of an enum', 'COMPANY ', 'COMPANY CHARITY ', 'Kind.CHARITY'],
  ['new member of a union', ' | Order', ' | Order | Query', 'Found.Query'],
  ['new interface', 'type Order { id: ID }', 'type Order implements Named { id: ID name: String }', 'Order.Named'],
  ['new optional argument', 'id: ID,', 'id: ID, at: ID,', 'Query.customer(at:)'],
  ['new optional member of an input', 'kind: Kind', 'kind: Kind id: ID', 'Filter.id'],
  ['new default', '"x"', '"y"', 'Query.customer(name:)'],
  ['removed default', ' = "x"', '', 'Query.customer(name:)'],
])('a %s must be named anywhere in "Unreleased"', (_, replaced, by, coordinate) => {
  const changed = schema.replace(replaced, by);
  const unnamed = unnamedChanges(schema, changed, having(''));

  expect(unnamed).toHaveLength(1);
  expect(unnamed[0]).toContain(`Name \`${coordinate}\` in CHANGELOG.md, under "Unreleased".`);
  expect(unnamedChanges(schema, changed, having(`### Added\n- \`${coordinate}\``))).toEqual([]);
});

test('a change of the real schema is found; descriptions and new types do not count', () => {
  const planted = printedSchema().replace(
    /(\ntype Customer implements Node \{.*?\n {2})name: String!/s,
    '$1title: String!',
  );
  const described = `${schema.replace('type Order', '"""An order."""\ntype Order')}\ntype Added { id: ID }`;

  expect(unnamedChanges(printedSchema(), planted, changelog).join('\n')).toContain('Name `Customer.name` in');
  expect(unnamedChanges(schema, described, having(''))).toEqual([]);
});

test.each<[fault: string, baseline: string, changelog: string, message: RegExp]>([
  ['changed', baseline.replace('type Customer', 'type Buyer'), changelog, /^The baseline changed without its entry/],
  ['without a version', baseline.replace(/^.*\n/, ''), changelog, /names version undefined/],
  ['of a version that was never released', baseline.replace('0.1.0', '9.0.0'), changelog, /names version 9\.0\.0/],
  ['of what is not released yet', baseline.replace('0.1.0', 'Unreleased'), changelog, /names version Unreleased/],
  ['of an older version', baseline, changelog.replace('## 0.1.0', '## 0.2.0\n\n## 0.1.0'), /newest .* is 0\.2\.0/],
])('a baseline that is %s is refused', (_, someBaseline, someChangelog, message) => {
  expect(baselineFaults(someBaseline, someChangelog).join('\n')).toMatch(message);
});
