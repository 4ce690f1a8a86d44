import type { FieldRef, InputFieldMap } from '@pothos/core';
import type { Member, Members } from '../../shared/members.ts';
import type { builder } from './builder.ts';

// The GraphQL fields of the members that the features declare (`src/shared/members.ts`).

type Types = typeof builder.$inferSchemaTypes;
type InputBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** Returns the fields of an input that creates an object. Required texts are required. */
export function creationFields(t: InputBuilder, members: Members): InputFieldMap {
  const fields = Object.entries(members).map(([name, member]) => {
    const required = (member.type === 'text' || member.type === 'email') && member.isRequired;
    return [name, inputField(t, member, { required, description: member.description })];
  });
  return Object.fromEntries(fields);
}

/** Returns the fields of an input that changes an object. All of them can be omitted. */
export function changeFields(t: InputBuilder, members: Members): InputFieldMap {
  const fields = Object.entries(members).map(([name, member]) => {
    const removal = isOptional(member) ? ' Null removes it.' : '';
    return [name, inputField(t, member, { required: false, description: `${member.description}${removal}` })];
  });
  return Object.fromEntries(fields);
}

function inputField(t: InputBuilder, { type }: Member, options: { required: boolean; description: string }) {
  if (type === 'flag') return t.boolean(options);
  return type === 'count' ? t.int(options) : t.string(options);
}

function isOptional(member: Member): boolean {
  return 'isRequired' in member && !member.isRequired;
}

/** The methods of a field builder that expose a property of the source. */
interface Exposing<Kind extends 'Object' | 'PrismaObject'> {
  exposeString(name: never, options: object): FieldRef<Types, unknown, Kind>;
  exposeInt(name: never, options: object): FieldRef<Types, unknown, Kind>;
  exposeBoolean(name: never, options: object): FieldRef<Types, unknown, Kind>;
}

/** Returns the fields of an object whose properties are these members. */
export function memberFields(
  t: Exposing<'Object'>,
  members: Members,
): Record<string, FieldRef<Types, unknown, 'Object'>> {
  const fields = Object.entries(members).map(([name, member]) => {
    return [name, exposed(t, name, member, { description: member.description })];
  });
  return Object.fromEntries(fields);
}

/** Returns the fields of a node whose columns are these members. The Prisma schema describes the columns. */
export function memberColumns(
  t: Exposing<'PrismaObject'>,
  members: Members,
): Record<string, FieldRef<Types, unknown, 'PrismaObject'>> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, exposed(t, name, member, {})]));
}

function exposed<Kind extends 'Object' | 'PrismaObject'>(
  t: Exposing<Kind>,
  name: string,
  member: Member,
  options: object,
) {
  if (member.type === 'flag') return t.exposeBoolean(name as never, options);
  const nullable = isOptional(member);
  if (member.type === 'count') return t.exposeInt(name as never, { ...options, nullable });
  return t.exposeString(name as never, { ...options, nullable });
}
