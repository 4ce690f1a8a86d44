import type { TextUse } from './text-rules.ts';

// Each feature declares the members of its objects once, such as the name of a customer. Types, inputs, columns and API
// descriptions are derived from these declarations.

interface Text<Required extends boolean> {
  readonly type: 'text';
  readonly isRequired: Required;
  /** The largest number of characters. */
  readonly maxLength: number;
  readonly use: TextUse;
  /** The description for callers, in full sentences. */
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
  /** The default is the largest number that a column can store. */
  readonly max?: number;
  /** The unit, such as `days`. */
  readonly unit?: string;
}

/** Text in a known format, such as a time zone. The feature checks it, and has a default for new rows. */
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

/** Declares text that every row has. */
export function requiredText(maxLength: number, use: TextUse, description: string): Text<true> {
  return { type: 'text', isRequired: true, maxLength, use, description };
}

/** Declares text that can be missing. */
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

/** Declares a whole number that can be missing. */
export function optionalCount(bounds: Bounds, description: string): Count<false> {
  return { type: 'count', isRequired: false, ...bounds, description };
}

export function code(description: string): Code {
  return { type: 'code', isRequired: true, description };
}

/**
 * Returns the names of the members whose values events record. Texts may be personal data, so events record only that
 * they changed.
 */
export function factNamesOf<All extends Members>(members: All): readonly (keyof All & string)[] {
  return namesOf(members).filter((name) => !['text', 'email'].includes(members[name]?.type ?? ''));
}

/** Returns the names of members, in the order of their declaration. */
export function namesOf<All extends Members>(members: All): readonly (keyof All & string)[] {
  return Object.keys(members);
}

/** Returns the named members of an input, with null for each omitted one. */
export function withNulls<Input extends object, Name extends keyof Input>(
  input: Input,
  names: readonly Name[],
): { [Member in Name]-?: Exclude<Input[Member], undefined> | null } {
  return Object.fromEntries(names.map((name) => [name, input[name] ?? null])) as never;
}

/** Returns the named members of an object, without its other members. */
export function pick<Whole, Name extends keyof Whole>(whole: Whole, names: readonly Name[]): Pick<Whole, Name> {
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Pick<Whole, Name>;
}
