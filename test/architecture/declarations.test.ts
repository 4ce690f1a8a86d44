import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import type { EventVerb, TimelineEvent } from '../../src/events/types.ts';
import { schema } from '../../src/graphql/schema/schema.ts';
import { builtInRoles } from '../../src/identity/built-in-roles.ts';
import { toAuditLog } from '../../src/rest/hub/audit-logs.ts';
import { permissions } from '../../src/shared/permission.ts';

const modules = await Promise.all(globSync('src/*/event-verbs.ts').map((file) => import(resolve(file))));
const declarations: [EventVerb, { readonly description: string }][] = modules
  .flatMap((module) => Object.values<Record<EventVerb, { description: string }>>(module))
  .flatMap((verbs) => Object.entries(verbs) as [EventVerb, { description: string }][]);

test('features declare event verbs', () => {
  expect(declarations.length).toBeGreaterThan(30);
});

// The list `events` and the timelines of an operator show an event by this enum.
test.each(declarations)('GraphQL names the event verb %s as its feature describes it', (verb, { description }) => {
  const type = schema.getType('EventVerb');

  expect(isEnumType(type) && type.getValue(verb)?.description).toBe(description);
});

test.each(declarations)('the audit log of the Hub names the event verb %s', (verb) => {
  const event: TimelineEvent = {
    id: 1n,
    verb,
    subjectType: 'ORDER',
    subjectId: 1,
    operatorName: null,
    operatorId: null,
    onBehalfOfId: null,
    occurredAt: Temporal.Instant.from('2028-02-14T10:00:00Z'),
  };
  const { action } = toAuditLog(event);

  expect(action).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  expect(['CREATED', 'EDITED', 'REMOVED', verb.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()]).toContain(
    action,
  );
});

/** What only an owner may do. A permission that is added here is in no other built-in role on purpose. */
const onlyOfOwner = ['organisation:manage', 'operator:manage', 'operator:emulate', 'key:manage', 'sandbox:advance'];

test.each(permissions)('a built-in role contains the permission %s', (permission) => {
  const containing = builtInRoles.filter((role) => role.permissions.includes(permission)).map(({ builtIn }) => builtIn);
  const others = containing.filter((builtIn) => builtIn !== 'OWNER');

  expect(containing).toContain('OWNER');
  expect(others.length > 0).toBe(!onlyOfOwner.includes(permission));
});
