import { expect, test } from 'vitest';
import { type CustomerChanges, changedMembers, isNamed, kindOf, withChanges } from '../../src/customers/rules.ts';
import type { Customer } from '../../src/customers/types.ts';

const customer: Customer = {
  id: 7,
  organisationId: 2,
  remoteId: 'ABC',
  name: 'ABC Company',
  lastName: null,
  companyName: 'ABC',
  description: null,
  crmId: null,
  refId: 'REF-1',
  admin: { email: 'isa@example.com', phone: '+973 1234', displayName: 'Isa' },
  isActive: true,
  archivedAt: null,
  createdAt: Temporal.Instant.from('2028-01-31T10:00:00Z'),
};

const now = Temporal.Instant.from('2028-02-29T10:00:00Z');

test.each<[string, CustomerChanges, Customer, string[]]>([
  ['the name', { name: 'ABCD Company' }, { ...customer, name: 'ABCD Company' }, ['name']],
  ['that it is active', { isActive: false }, { ...customer, isActive: false }, ['isActive']],
  [
    "the admin's e-mail",
    { admin: { email: 'lulwa@example.com' } },
    { ...customer, admin: { ...customer.admin, email: 'lulwa@example.com' } },
    ['admin.email'],
  ],
  [
    "the admin's phone, which may be emptied",
    { admin: { phone: null } },
    { ...customer, admin: { ...customer.admin, phone: null } },
    ['admin.phone'],
  ],
  [
    "the admin's name, which may be emptied",
    { admin: { displayName: null } },
    { ...customer, admin: { ...customer.admin, displayName: null } },
    ['admin.displayName'],
  ],
  [
    'its names',
    { lastName: 'Aswath', companyName: null },
    { ...customer, lastName: 'Aswath', companyName: null },
    ['lastName', 'companyName'],
  ],
  [
    'what other systems call it, and what is written about it',
    { description: 'Met in Manama', crmId: 'CRM-7', refId: null },
    { ...customer, description: 'Met in Manama', crmId: 'CRM-7', refId: null },
    ['description', 'crmId', 'refId'],
  ],
  ['that it is archived, which has verbs of its own', { isArchived: true }, { ...customer, archivedAt: now }, []],
  [
    'everything at once',
    { name: 'New', isActive: false, admin: { email: 'new@example.com', phone: '1', displayName: 'New' } },
    { ...customer, name: 'New', isActive: false, admin: { email: 'new@example.com', phone: '1', displayName: 'New' } },
    ['name', 'admin.email', 'admin.phone', 'admin.displayName', 'isActive'],
  ],
])('the possible changes of a customer: %s', (_, changes, expected, members) => {
  const after = withChanges(customer, changes, now);

  expect(after).toEqual(expected);
  expect(changedMembers(customer, after)).toEqual(members);
});

test.each<[string, CustomerChanges]>([
  ['nothing', {}],
  ['an admin with nothing', { admin: {} }],
  ['undefined members', { name: undefined, isActive: undefined, admin: { email: undefined, phone: undefined } }],
  [
    'what is so already',
    { name: 'ABC Company', isActive: true, admin: { email: 'isa@example.com', phone: '+973 1234' } },
  ],
])('a change to %s leaves the customer unchanged', (_, changes) => {
  const after = withChanges(customer, changes, now);

  expect(after).toEqual(customer);
  expect(changedMembers(customer, after)).toEqual([]);
});

test('an e-mail address that differs only in case is a change, because it is stored as written', () => {
  const after = withChanges(customer, { admin: { email: 'Isa@example.com' } }, now);

  expect(changedMembers(customer, after)).toEqual(['admin.email']);
});

test('changed members are recorded by name without their values', () => {
  const changes = { name: 'Secret Company', admin: { email: 'secret@example.com', phone: null } };
  const after = withChanges(customer, changes, now);

  expect(changedMembers(customer, after).join()).toBe('name,admin.email,admin.phone');
});

test('an archived customer keeps the time of archiving until it is restored', () => {
  const later = now.add({ hours: 1 });
  const archived = withChanges(customer, { isArchived: true }, now);

  expect(withChanges(archived, { isArchived: true }, later).archivedAt).toBe(now);
  expect(withChanges(archived, { name: 'New' }, later).archivedAt).toBe(now);
  expect(withChanges(archived, { isArchived: false }, later)).toEqual(customer);
});

test('a customer with a company name is a company, and a customer without any name is invalid', () => {
  expect(kindOf(customer)).toBe('COMPANY');
  expect(kindOf({ companyName: null })).toBe('PERSON');
  expect(isNamed({ name: '', lastName: null, companyName: null })).toBe(false);
  for (const named of [{ name: 'Isa' }, { lastName: 'Aswath' }, { companyName: 'ABC' }]) {
    expect(isNamed({ name: '', lastName: null, companyName: null, ...named })).toBe(true);
  }
});
