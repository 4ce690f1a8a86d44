import { readFile } from 'node:fs/promises';
import {
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { expect, test } from 'vitest';
import { printedSchema, schema } from '../../src/graphql/schema/schema.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const objectTypes = types.filter(isObjectType);
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const verbs = [...mutations, ...queries.filter(({ name }) => name.startsWith('preview'))];

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** Everything within a type that a reader of the schema meets, by its path. */
function partsOf(type: GraphQLNamedType): [path: string, part: Described][] {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value]);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    [`${type.name}.${field.name}`, field],
    ...field.args.map((arg): [string, Described] => [`${type.name}.${field.name}(${arg.name}:)`, arg]),
  ]);
}

test('schema.graphql is the schema of the code', async () => {
  const committed = await readFile('schema.graphql', 'utf8');

  expect(printedSchema() === committed, 'schema.graphql is stale. Renew it with: npm run schema').toBe(true);
});

test('every part of the schema has a description', () => {
  const parts: [string, Described][] = types.flatMap((type) => [[type.name, type], ...partsOf(type)]);
  const mute = parts.filter(([, { description }]) => !/^[A-Z].{2,}[^,;:]$/s.test(description ?? ''));

  expect(parts.map(([path]) => path)).toEqual(
    expect.arrayContaining([
      'Query.users(first:)',
      'OrderKind.FIRST',
      'UserFilter.text',
      'Error.code',
      'KeepOrderResult',
    ]),
  );
  expect(mute.map(([path]) => path)).toEqual([]);
  expect(schema.description).toMatch(/^Tenure: /);
});

/** Lists that are short by their nature. Whatever grows with the trade is a connection. */
const shortLists = [
  'ApiClient.scope',
  'ApiClient.secrets',
  'InputIssue.path',
  'InvalidInputError.issues',
  'Operator.notifications',
  'Operator.roles',
  'OrderPreview.effects',
  'OrderPreview.warnings',
  'Product.durations',
  'Query.nodes',
  'Query.products',
  'RemoteIdConflictError.conflictingFields',
  'Role.permissions',
  'RoleNotFoundError.roleIds',
  'Subscription.holds',
  'UnknownProductError.acceptedProducts',
  'UpdateOperatorSuccess.resetNotifications',
  'UpdateOperatorSuccess.resetRoles',
  'UpdateOperatorSuccess.revokedClients',
  'VerifyAuditTrailSuccess.findings',
  'Viewer.permissions',
];

const things = objectTypes.filter(({ name }) => !name.endsWith('Connection'));
const fields = things.flatMap((type) =>
  Object.values(type.getFields())
    .filter(({ name }) => name !== 'allowedActions')
    .map((field) => ({ path: `${type.name}.${field.name}`, name: field.name, type: field.type })),
);

test('every list is a connection, except lists that are short by nature', () => {
  const lists = fields.filter(({ type }) => isListType(isNonNullType(type) ? type.ofType : type));

  expect(lists.map(({ path }) => path).sort()).toEqual(shortLists);
});

test('connections have plural names, the paging arguments and a total count', () => {
  const connections = things.flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
      .map((field) => ({ path: `${type.name}.${field.name}`, field, connection: getNamedType(field.type) })),
  );

  expect(connections.map(({ path }) => path).sort()).toEqual([
    'Customer.orders',
    'Customer.subscriptions',
    'Customer.users',
    'Operator.apiClients',
    'Operator.doneBy',
    'Operator.doneTo',
    'Order.lines',
    'Order.terms',
    'Organisation.children',
    'Organisation.customers',
    'Organisation.operators',
    'Organisation.roles',
    'Query.apiClients',
    'Query.apiKeys',
    'Query.customers',
    'Query.events',
    'Query.operators',
    'Query.orders',
    'Query.organisations',
    'Query.roles',
    'Query.subscriptions',
    'Query.terms',
    'Query.users',
    'Subscription.orderLines',
    'Subscription.terms',
  ]);
  for (const { path, field, connection } of connections) {
    const node = connection.name.replace('Connection', '');
    const members = isObjectType(connection) ? Object.values(connection.getFields()) : [];
    expect(members.map(({ name, type }) => `${name}: ${type}`).sort(), path).toEqual([
      `edges: [${node}Edge!]!`,
      `nodes: [${node}!]!`,
      'pageInfo: PageInfo!',
      'totalCount: Int!',
    ]);
    const names = field.args.map(({ name }) => name);
    expect(names, path).toEqual(expect.arrayContaining(['first', 'last', 'after', 'before']));
  }
});

test.each(verbs)('$name returns its success or an Error', ({ name, type }) => {
  const union = getNamedType(type);
  const members = isUnionType(union) ? union.getTypes() : [];
  const errors = members.filter((member) => member.getInterfaces().some(({ name }) => name === 'Error'));
  const successes = members.filter((member) => !errors.includes(member)).map((member) => member.name);

  const verb = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  expect(isNonNullType(type)).toBe(true);
  expect(union.name).toBe(`${verb}Result`);
  expect(successes).toEqual([name.startsWith('preview') ? 'OrderPreview' : `${verb}Success`]);
  expect(errors.map((error) => error.name)).toEqual(expect.arrayContaining(['ConflictError', 'InvalidInputError']));
});

test('a preview has the same refusals as its verb', () => {
  const errorsOf = (field: string) => {
    const union = schema.getType(`${field.charAt(0).toUpperCase()}${field.slice(1)}Result`);
    const members = isUnionType(union) ? union.getTypes().map(({ name }) => name) : [];
    return members.filter((name) => name.endsWith('Error')).sort();
  };
  const pairs = [
    ['previewFirstOrder', 'createFirstOrder'],
    ['previewRenewalOrder', 'createRenewalOrder'],
    ['previewChangeSeats', 'changeSeats'],
    ['previewSuspendOrder', 'suspendOrder'],
    ['previewCancelOrder', 'cancelOrder'],
  ] as const;

  for (const [preview, verb] of pairs) expect(errorsOf(preview), preview).toEqual(errorsOf(verb));
  expect(queries.filter(({ name }) => name.startsWith('preview'))).toHaveLength(pairs.length);
});

test('every refusal about a subscription is a SubscriptionRefusal, and every Error has a unique name', () => {
  const errors = objectTypes.filter((type) => type.getInterfaces().some(({ name }) => name === 'Error'));
  const speakingOfStatus = errors.filter((type) => 'status' in type.getFields());
  const refusals = errors.filter((type) => type.getInterfaces().some(({ name }) => name === 'SubscriptionRefusal'));

  expect(refusals.map(({ name }) => name)).toEqual(speakingOfStatus.map(({ name }) => name));
  expect(refusals).toHaveLength(6);
  expect(errors.filter(({ name }) => !name.endsWith('Error'))).toEqual([]);
  expect(types.filter((type) => type.name.endsWith('Error') && type.name !== 'Error')).toEqual(errors);
});

test('Subscription is the subscription of a customer, and there are no subscription operations', () => {
  expect(schema.getSubscriptionType() ?? 'none').toBe('none');
  expect(schema.getType('Subscription')).toMatchObject({ name: 'Subscription' });
  expect(printedSchema()).toContain('schema {\n  query: Query\n  mutation: Mutation\n}\n');
});
