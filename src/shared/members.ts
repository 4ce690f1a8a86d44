import { z } from 'zod';
import { email, expected, expectedNumber, knownEmail, largestInteger, optional, text } from './input.ts';
import type { TextUse } from './text-rules.ts';

// The members of a noun, such as the name of a customer, are declared once. Types, inputs, columns and documents follow.

interface Text<Required extends boolean> {
  readonly type: 'text';
  readonly isRequired: Required;
  /** In characters. */
  readonly maxLength: number;
  readonly use: TextUse;
  /** One or more sentences for the callers who write the member. */
  readonly description: string;
}

interface Email {
  readonly type: 'email';
  readonly isRequired: true;
  readonly description: string;
}

interface Flag {
  readonly type: 'flag';
  readonly description: string;
}

/** A whole number from 1. */
interface Count {
  readonly type: 'count';
  readonly description: string;
}

export type Member = Text<boolean> | Email | Flag | Count;
export type TextMember = Text<boolean> | Email;
export type Members<Kind extends Member = Member> = Readonly<Record<string, Kind>>;

type ValueOf<One extends Member> = One extends Flag
  ? boolean
  : One extends Count
    ? number
    : One extends { readonly isRequired: true }
      ? string
      : string | null;

/** The values of members. Optional text is null if it is missing. */
export type ValuesOf<All extends Members> = { readonly [Name in keyof All]: ValueOf<All[Name]> };

/** Text that every row has. */
export function requiredText(maxLength: number, use: TextUse, description: string): Text<true> {
  return { type: 'text', isRequired: true, maxLength, use, description };
}

/** Text that can be missing. */
export function optionalText(maxLength: number, use: TextUse, description: string): Text<false> {
  return { type: 'text', isRequired: false, maxLength, use, description };
}

export function emailAddress(description: string): Email {
  return { type: 'email', isRequired: true, description };
}

export function flag(description: string): Flag {
  return { type: 'flag', description };
}

export function count(description: string): Count {
  return { type: 'count', description };
}

/** The names of members, in the order of their declaration. */
export function namesOf<All extends Members>(members: All): readonly (keyof All & string)[] {
  return Object.keys(members);
}

/** The named members of an object, without its others. */
export function pick<Whole, Name extends keyof Whole>(whole: Whole, names: readonly Name[]): Pick<Whole, Name> {
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Pick<Whole, Name>;
}

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
