import { z } from 'zod';
import { DomainError } from './domain-error.ts';
import { faultInEmail } from './email-rules.ts';
import { faultInText, type TextUse } from './text-rules.ts';

declare module './domain-error.ts' {
  interface DomainErrors {
    INVALID_INPUT: InvalidInputError;
  }
}

/** One thing that is wrong with an input. */
export interface InputIssue {
  /** The member that is wrong, from the outside in; empty for the input as a whole. */
  readonly path: readonly (string | number)[];
  /** What was expected and what was found, as a clause without a subject. */
  readonly message: string;
}

/** What is wrong as a clause of its own: where, what was expected, and what was found. */
export function clauseOf({ path, message }: InputIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

/** The input can't be understood; nothing was done. */
export class InvalidInputError extends DomainError {
  readonly code = 'INVALID_INPUT';
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super();
    this.issues = issues;
  }
}

/**
 * The input as its schema understands it.
 *
 * @throws {InvalidInputError} naming every member that is wrong
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, expected('an object'));
  if (parsed.success) return parsed.data;
  throw new InvalidInputError(issuesOf(parsed.error));
}

/** Everything that is wrong with an input; empty where nothing is. */
export function issuesIn(schema: z.ZodType, input: unknown): readonly InputIssue[] {
  const { error } = schema.safeParse(input, expected('an object'));
  return error === undefined ? [] : issuesOf(error);
}

function issuesOf({ issues }: z.ZodError): InputIssue[] {
  return issues.map(({ path, message }) => ({
    path: path.map((member) => (typeof member === 'number' ? member : String(member))),
    message,
  }));
}

/** What a column of the database holds. */
export const largestInteger = 2_147_483_647;

/** The words for text that PostgreSQL can't store as it is. */
export const storableText = 'expected well-formed text without NUL characters';

/**
 * Text that PostgreSQL can store: no NUL, no half of a surrogate pair. Text that is to be stored names its use, whose rules
 * it then has to keep; text that is only looked for does not, so that what was stored before those rules is still found.
 */
export function text(maxLength: number, use?: TextUse) {
  return textOf({ minLength: 1, maxLength }, `text of 1 to ${maxLength} characters`, use);
}

/** The same, or empty text, for dialects in which that stands for nothing. */
export function possiblyEmptyText(maxLength: number, use?: TextUse) {
  return textOf({ minLength: 0, maxLength }, `text of at most ${maxLength} characters`, use);
}

function textOf(lengths: { minLength: number; maxLength: number }, description: string, use?: TextUse) {
  const { minLength, maxLength } = lengths;
  const wanted = expected(description);
  const hasLength = (length: number) => length >= minLength && length <= maxLength;
  return z
    .string(wanted)
    .refine((value) => hasLength(charactersIn(value)), { ...wanted, abort: true })
    .refine(isStorable, { error: storableText })
    .check(faultless((value) => use && faultInText(use, value)))
    .meta(minLength === 0 ? { maxLength } : lengths);
}

/** A check that complains with the clause that `faultIn` answers, but once: not of text that can't be stored at all. */
function faultless(faultIn: (value: string) => string | undefined): z.core.CheckFn<string> {
  return ({ value, issues }) => {
    const message = isStorable(value) ? faultIn(value) : undefined;
    if (message !== undefined) issues.push({ code: 'custom', message, input: value });
  };
}

/**
 * A partner's own id: text, or a whole number that is kept as text; at most 255 characters (contract: envelope). Any text,
 * because it may be of something that is there already. Whether something new may have it is asked by `newId`.
 */
export const remoteId = z
  .union([text(255), z.number().refine(Number.isSafeInteger, expectedId())], expectedId())
  .transform(String);

/** A partner's own id of something that is to be stored. */
export const newId = text(255, 'ID');

/** Our own id of something. */
export const ourId = z.int(expectedOurId()).min(1, expectedOurId()).max(largestInteger, expectedOurId());

/** The `organisation` of an input: one at or below the actor's own, by its id. Left out, it is the actor's own. */
export const organisationOrOwn = optional(ourId);

/** How many seats, from 1. */
export const seatCount = z
  .number(expectedSeats())
  .refine((value) => Number.isInteger(value) && value >= 1 && value <= largestInteger, expectedSeats());

/** The e-mail address of somebody who may be there already, at most 254 characters: also one that `email` would refuse. */
export const knownEmail = z
  .string(expected('an e-mail address'))
  .refine((value) => value.length <= 254, { ...expected('an e-mail address of at most 254 characters'), abort: true })
  .refine((value) => z.regexes.unicodeEmail.test(value), {
    ...expected('an e-mail address such as name@example.com'),
    abort: true,
  })
  .refine(isStorable, { error: storableText })
  .meta({ format: 'email', maxLength: 254 });

/** An e-mail address that is to be stored. It is kept as written; addresses are compared by `emailKey`. */
export const email = knownEmail.check(faultless(faultInEmail)).meta({ format: 'email', maxLength: 254 });

/** The words for a member that is not what was expected. What was given is never repeated: it may be personal or secret. */
export function expected(what: string) {
  return { error: ({ input }: { readonly input: unknown }) => `expected ${what}, found ${kindOf(input)}` };
}

/** The same for a member that is a number and may be repeated. */
export function expectedNumber(what: string) {
  return {
    error: ({ input }: { readonly input: unknown }) =>
      `expected ${what}, found ${typeof input === 'number' ? input : kindOf(input)}`,
  };
}

/** A member that may be left out; `null` says the same as leaving it out. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();
}

function expectedId() {
  const { error } = expectedNumber('an id: text of 1 to 255 characters, or a whole number');
  const tooLarge = `expected an id: a whole number beyond ${Number.MAX_SAFE_INTEGER} has to be sent as text, found a number`;
  return { error: (issue: { readonly input: unknown }) => (isTooLarge(issue.input) ? tooLarge : error(issue)) };
}

/** A number that JSON has rounded already: it may not be the one that was sent. */
function isTooLarge(input: unknown): boolean {
  return Number.isInteger(input) && !Number.isSafeInteger(input);
}

function expectedOurId() {
  return expectedNumber('an id: a whole number');
}

function expectedSeats() {
  return expectedNumber(`a whole number of seats from 1 to ${largestInteger}`);
}

/** What kind of thing was found, in words that repeat nothing of it. */
export function kindOf(input: unknown): string {
  if (input === undefined) return 'nothing';
  if (input === null) return 'null';
  if (typeof input === 'string') return kindOfText(charactersIn(input));
  if (Array.isArray(input)) return 'a list';
  return typeof input === 'object' ? 'an object' : `a ${typeof input}`;
}

function kindOfText(length: number): string {
  return length === 0 ? 'empty text' : `text of ${length} ${length === 1 ? 'character' : 'characters'}`;
}

/** As people and PostgreSQL count them. */
function charactersIn(text: string): number {
  return Array.from(text).length;
}

/** Whether PostgreSQL can store a text as it is. */
export function isStorable(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}
