import { z } from 'zod';
import { email, expected, expectedNumber, knownEmail, largestInteger, optional, text } from './input.ts';
import type { Member, Members, TextMember, ValueOf } from './members.ts';

// The schemas of the members that the features declare (`members.ts`).

/** The schemas for the texts of an input. */
interface TextSchemas {
  readonly text: typeof text;
  readonly email: typeof email;
}

/** Schemas for texts that are to be stored. */
export const newTexts: TextSchemas = { text, email };

/** Schemas for texts that may be older than the rules of new texts. */
export const knownTexts: TextSchemas = { text: (maxLength) => text(maxLength), email: knownEmail };

/** The schema of a member with these values, and of an omitted optional member. */
type Schema<Value> = z.ZodType<Value, Value>;
type Omittable<Value> = ReturnType<typeof optional<Schema<Value>>>;

type RequiredAtCreation = TextMember & { readonly isRequired: true };

type CreationShape<All extends Members> = {
  [Name in keyof All]: All[Name] extends RequiredAtCreation
    ? Schema<string>
    : Omittable<NonNullable<ValueOf<All[Name]>>>;
};

/**
 * Returns the shape of an input that creates an object. Required texts are required; other members can be omitted. The
 * feature replaces the schemas of codes by its own.
 */
export function creationShape<All extends Members>(members: All, schemas = newTexts): CreationShape<All> {
  const shape = Object.entries(members).map(([name, member]) => {
    const isRequired = (member.type === 'text' || member.type === 'email') && member.isRequired;
    return [name, isRequired ? schemaOf(member, schemas) : optional(schemaOf(member, schemas))];
  });
  return Object.fromEntries(shape);
}

type ChangeShape<All extends Members> = {
  [Name in keyof All]: All[Name] extends { readonly isRequired: false }
    ? z.ZodOptional<z.ZodNullable<Schema<NonNullable<ValueOf<All[Name]>>>>>
    : Omittable<NonNullable<ValueOf<All[Name]>>>;
};

/**
 * Returns the shape of an input that changes an object. Omitted members stay unchanged; null removes optional members.
 * The feature replaces the schemas of codes by its own.
 */
export function changeShape<All extends Members>(members: All): ChangeShape<All> {
  const shape = Object.entries(members).map(([name, member]) => {
    const schema = schemaOf(member, newTexts);
    const isOptional = 'isRequired' in member && !member.isRequired;
    return [name, isOptional ? schema.nullish() : optional(schema)];
  });
  return Object.fromEntries(shape);
}

function schemaOf(member: Member, schemas: TextSchemas): z.ZodType {
  if (member.type === 'flag') return z.boolean(expected('true or false'));
  if (member.type === 'count') return countSchema(member);
  if (member.type === 'email') return schemas.email;
  return member.type === 'text' ? schemas.text(member.maxLength, member.use) : z.never();
}

function countSchema({ min, max, unit }: Extract<Member, { type: 'count' }>): z.ZodType {
  const ofUnit = unit === undefined ? '' : ` of ${unit}`;
  const message = expectedNumber(`a whole number${ofUnit} from ${min}${max === undefined ? '' : ` to ${max}`}`);
  return z
    .int(message)
    .min(min, message)
    .max(max ?? largestInteger, message);
}
