import type { FieldRef, InputFieldMap } from '@pothos/core';
import type { Member, Members, TextMember } from '../../shared/members.ts';
import type { builder } from './builder.ts';

// The GraphQL fields of a noun's members, as the feature declares them.

type Types = typeof builder.$inferSchemaTypes;
type InputBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** The fields of an input that creates a noun. */
export function creationFields(t: InputBuilder, members: Members<TextMember>): InputFieldMap {
  const fields = Object.entries(members).map(([name, { isRequired: required, description }]) => {
    return [name, t.string({ required, description })];
  });
  return Object.fromEntries(fields);
}

/** The fields of an input that changes a noun. All of them can be omitted. */
export function changeFields(t: InputBuilder, members: Members): InputFieldMap {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, changeField(t, member)]));
}

function changeField(t: InputBuilder, member: Member) {
  const { type, description } = member;
  if (type === 'flag') return t.boolean({ description });
  if (type === 'count') return t.int({ description });
  return t.string({ description: member.isRequired ? description : `${description} Null removes it.` });
}

/** The part of a field builder that shows a property of the source. */
interface Exposing<Kind extends 'Object' | 'PrismaObject'> {
  exposeString(name: never, options: object): FieldRef<Types, unknown, Kind>;
  exposeInt(name: never, options: object): FieldRef<Types, unknown, Kind>;
  exposeBoolean(name: never, options: object): FieldRef<Types, unknown, Kind>;
}

/** The fields of an object whose properties are these members. */
export function memberFields(
  t: Exposing<'Object'>,
  members: Members,
): Record<string, FieldRef<Types, unknown, 'Object'>> {
  const fields = Object.entries(members).map(([name, member]) => {
    return [name, exposed(t, name, member, { description: member.description })];
  });
  return Object.fromEntries(fields);
}

/** The fields of a node whose columns are these members. The Prisma schema describes the columns. */
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
  if (member.type === 'count') return t.exposeInt(name as never, options);
  return t.exposeString(name as never, { ...options, nullable: !member.isRequired });
}
