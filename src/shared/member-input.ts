import { z } from 'zod';
import { email, expected, expectedNumber, knownEmail, largestInteger, optional, text } from './input.ts';
import type { Member, Members, TextMember, ValueOf } from './members.ts';

// The inputs of a noun's members, as `members.ts` declares them.

/** The schemas for the texts of an input. */
interface TextSchemas {
  readonly text: typeof text;
  readonly email: typeof email;
}

/** Schemas for texts that are to be stored. */
export const newTexts: TextSchemas = { text, email };

/** Schemas for texts that may be older than the rules of new texts. */
export const knownTexts: TextSchemas = { text: (maxLength) => text(maxLength), email: knownEmail };

type TextSchema = ReturnType<typeof text>;

type CreationShape<All extends Members<TextMember>> = {
  [Name in keyof All]: All[Name] extends { readonly isRequired: true }
    ? TextSchema
    : ReturnType<typeof optional<TextSchema>>;
};

/** The shape of an input that creates a noun. Required members are required there. */
export function creationShape<All extends Members<TextMember>>(members: All, schemas = newTexts): CreationShape<All> {
  const shape = Object.entries(members).map(([name, member]) => {
    const schema = textSchema(member, schemas);
    return [name, member.isRequired ? schema : optional(schema)];
  });
  return Object.fromEntries(shape);
}

function textSchema(member: TextMember, schemas: TextSchemas): TextSchema {
  return member.type === 'email' ? schemas.email : schemas.text(member.maxLength, member.use);
}

type ChangeSchema<One extends Member> = One extends { readonly isRequired: false }
  ? z.ZodOptional<z.ZodNullable<TextSchema>>
  : ReturnType<typeof optional<z.ZodType<ValueOf<One>>>>;

type ChangeShape<All extends Members> = { [Name in keyof All]: ChangeSchema<All[Name]> };

/** The shape of an input that changes a noun. Omitted members stay unchanged; null removes optional text. */
export function changeShape<All extends Members>(members: All): ChangeShape<All> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, changeSchema(member)])) as never;
}

const wantedCount = expectedNumber('a whole number from 1');

function changeSchema(member: Member): z.ZodType {
  if (member.type === 'flag') return optional(z.boolean(expected('true or false')));
  if (member.type === 'count') return optional(z.int(wantedCount).min(1, wantedCount).max(largestInteger, wantedCount));
  const schema = textSchema(member, newTexts);
  return member.isRequired ? optional(schema) : schema.nullish();
}
