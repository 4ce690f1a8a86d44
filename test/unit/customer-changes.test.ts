import { expect, test } from 'vitest';
import { type CustomerChanges, changedMembers, withChanges } from '../../src/customers/rules.ts';
import type { Customer } from '../../src/customers/types.ts';

const customer: Customer = {
  id: 7,
  organisationId: 2,
  remoteId: 'ABC',
  name: 'ABC Company',
  admin: { email: 'isa@example.com', phone: '+973 1234', displayName: 'Isa' },
  isActive: true,
  createdAt: Temporal.Instant.from('2028-01-31T10:00:00Z'),
};

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
    'everything at once',
    { name: 'New', isActive: false, admin: { email: 'new@example.com', phone: '1', displayName: 'New' } },
    { ...customer, name: 'New', isActive: false, admin: { email: 'new@example.com', phone: '1', displayName: 'New' } },
    ['name', 'admin.email', 'admin.phone', 'admin.displayName', 'isActive'],
  ],
])('what can be changed of a customer: %s', (_, changes, expected, members) => {
  const after = withChanges(customer, changes);

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
])('a change to %s leaves the customer as it is', (_, changes) => {
  const after = withChanges(customer, changes);

  expect(after).toEqual(customer);
  expect(changedMembers(customer, after)).toEqual([]);
});

test('an e-mail that differs only in case is a change, because it is kept as it was written', () => {
  const after = withChanges(customer, { admin: { email: 'Isa@example.com' } });

  expect(changedMembers(customer, after)).toEqual(['admin.email']);
});

test('what is changed is named and never told', () => {
  const after = withChanges(customer, { name: 'Secret Company', admin: { email: 'secret@example.com', phone: null } });

  expect(changedMembers(customer, after).join()).toBe('name,admin.email,admin.phone');
});
