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

/** A whole number within bounds, both included. */
interface Count<Required extends boolean> extends Bounds {
  readonly type: 'count';
  readonly isRequired: Required;
  readonly description: string;
}

interface Bounds {
  readonly min: number;
  /** The default is the largest number that a column holds. */
  readonly max?: number;
  /** Such as `days`. */
  readonly unit?: string;
}

/** Text of a known form, such as a time zone. The feature checks it, and gives new rows a default. */
interface Code {
  readonly type: 'code';
  readonly isRequired: true;
  readonly description: string;
}

export type Member = Text<boolean> | Email | Flag | Count<boolean> | Code;
export type TextMember = Text<boolean> | Email;
export type Members<Kind extends Member = Member> = Readonly<Record<string, Kind>>;

export type ValueOf<One extends Member> = One extends Flag
  ? boolean
  : (One extends Count<boolean> ? number : string) | (One extends { readonly isRequired: false } ? null : never);

/** The values of members. Optional members are null if they are missing. */
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

export function count(bounds: Bounds, description: string): Count<true> {
  return { type: 'count', isRequired: true, ...bounds, description };
}

/** A whole number that can be missing. */
export function optionalCount(bounds: Bounds, description: string): Count<false> {
  return { type: 'count', isRequired: false, ...bounds, description };
}

export function code(description: string): Code {
  return { type: 'code', isRequired: true, description };
}

/** The names of the members that events hold with their values. Texts of people are personal, and appear by name only. */
export function factNamesOf<All extends Members>(members: All): readonly (keyof All & string)[] {
  return namesOf(members).filter((name) => !['text', 'email'].includes(members[name]?.type ?? ''));
}

/** The names of members, in the order of their declaration. */
export function namesOf<All extends Members>(members: All): readonly (keyof All & string)[] {
  return Object.keys(members);
}

/** The named members of an input, with null for each omitted one. */
export function withNulls<Input extends object, Name extends keyof Input>(
  input: Input,
  names: readonly Name[],
): { [Member in Name]-?: Exclude<Input[Member], undefined> | null } {
  return Object.fromEntries(names.map((name) => [name, input[name] ?? null])) as never;
}

/** The named members of an object, without its others. */
export function pick<Whole, Name extends keyof Whole>(whole: Whole, names: readonly Name[]): Pick<Whole, Name> {
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Pick<Whole, Name>;
}
