import * as prismaPlugin from '@pothos/plugin-prisma';
import * as selectionMapper from '@pothos/selection-mapper';
import { isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema/schema.ts';

const types = Object.values(schema.getTypeMap()).filter(isObjectType);
const fields = types.flatMap((type) => Object.values(type.getFields()));

/** Undocumented members that `src/graphql/execution` reads, and a field that has to have each. */
const ofFields = {
  pothosExposedField: 'Customer.name',
  pothosResolveWrapped: 'Customer.name',
  pothosPrismaSelect: 'Customer.name',
  pothosPrismaRelationField: 'Order.customer',
  pothosArgMappers: 'Query.customers',
  pothosErrors: 'Mutation.createCustomer',
  pothosOptions: 'Subscription.status',
} as const;

test.each(Object.entries(ofFields))('Pothos still sets `%s` on a field such as %s', (member, path) => {
  const [typeName = '', fieldName = ''] = path.split('.');
  const field = types.find(({ name }) => name === typeName)?.getFields()[fieldName];
  const hint = `The plans of src/graphql/execution rely on extensions.${member}. Read Pothos' changelog, adapt loaded-fields.ts, and compare with graphql-js in test/doors/graphql-execution.test.ts.`;

  expect(field?.extensions, hint).toHaveProperty(member);
});

test('Pothos still marks the types that are models of Prisma', () => {
  const models = types
    .filter(({ extensions }) => extensions['pothosPrismaModel'] !== undefined)
    .map(({ name }) => name);

  expect(models, 'isOfModel in loaded-fields.ts relies on extensions.pothosPrismaModel').toEqual(
    expect.arrayContaining(['Customer', 'Order', 'Subscription', 'Term']),
  );
  expect(models.some((name) => name.endsWith('Connection'))).toBe(false);
});

test('no relation has its own resolver, which the plans would not detect', () => {
  const withFallback = fields.filter(({ extensions }) => extensions['pothosPrismaFallback'] !== undefined);

  expect(
    withFallback.every(({ extensions }) => typeof extensions['pothosPrismaFallback'] === 'function'),
    'relationOf and computedOf in loaded-fields.ts rely on extensions.pothosPrismaFallback being a function',
  ).toBe(true);
});

test.each([
  ['@pothos/plugin-prisma', prismaPlugin, ['queryFromInfo', 'formatPrismaCursor']],
  ['@pothos/selection-mapper', selectionMapper, ['getLoaderMapping', 'setRowMappings', 'selectedFieldNames']],
] as const)('%s still exports the functions that the plans call', (_package, module, names) => {
  const found = module as Readonly<Record<string, unknown>>;

  expect(names.filter((name) => typeof found[name] !== 'function')).toEqual([]);
});
