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

export type ValueOf<One extends Member> = One extends Flag
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

/** The named members of an input, with null for each omitted one. */
export function withNulls<Name extends string>(
  input: { readonly [Member in Name]?: string | undefined },
  names: readonly Name[],
): Record<Name, string | null> {
  return Object.fromEntries(names.map((name) => [name, input[name] ?? null])) as Record<Name, string | null>;
}

/** The named members of an object, without its others. */
export function pick<Whole, Name extends keyof Whole>(whole: Whole, names: readonly Name[]): Pick<Whole, Name> {
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Pick<Whole, Name>;
}
