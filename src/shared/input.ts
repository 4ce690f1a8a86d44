import { z } from 'zod';
import { DomainError } from './domain-error.ts';
import { faultInEmail } from './email-rules.ts';
import { faultInText, type TextUse } from './text-rules.ts';

declare module './domain-error.ts' {
  interface DomainErrors {
    INVALID_INPUT: InvalidInputError;
  }
}

/** A problem with an input. */
export interface InputIssue {
  /** The path of the invalid member, from the outside in. Empty for the input as a whole. */
  readonly path: readonly (string | number)[];
  /** What was expected and what was found, as a clause without a subject. */
  readonly message: string;
}

/** Returns an issue as a clause: the path, what was expected, and what was found. */
export function clauseOf({ path, message }: InputIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

/** The input is invalid. Nothing was done. */
export class InvalidInputError extends DomainError {
  readonly code = 'INVALID_INPUT';
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super();
    this.issues = issues;
  }
}

/**
 * Parses an input by its schema.
 *
 * @throws {InvalidInputError} with all invalid members
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, expected('an object'));
  if (parsed.success) return parsed.data;
  throw new InvalidInputError(issuesOf(parsed.error));
}

/** Returns all problems of an input, or an empty list if it is valid. */
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

/** The largest value of an integer column. */
export const largestInteger = 2_147_483_647;

/** The message for text that PostgreSQL cannot store. */
export const storableText = 'expected well-formed text without NUL characters';

/**
 * Returns the schema of text that PostgreSQL can store: no NUL and no lone surrogates. Text to be stored names its use,
 * whose rules it must follow. Search text has no use, so that text from before those rules can still be found.
 */
export function text(maxLength: number, use?: TextUse) {
  return textOf({ minLength: 1, maxLength }, `text of 1 to ${maxLength} characters`, use);
}

/** Returns the schema of text that may be empty, for dialects in which empty text means no value. */
export function possiblyEmptyText(maxLength: number, use?: TextUse) {
  return textOf({ minLength: 0, maxLength }, `text of at most ${maxLength} characters`, use);
}

function textOf(lengths: { minLength: number; maxLength: number }, description: string, use?: TextUse) {
  const { minLength, maxLength } = lengths;
  const message = expected(description);
  const hasLength = (length: number) => length >= minLength && length <= maxLength;
  return z
    .string(message)
    .refine((value) => hasLength(charactersIn(value)), { ...message, abort: true })
    .refine(isStorable, { error: storableText })
    .check(faultless((value) => use && faultInText(use, value)))
    .meta(minLength === 0 ? { maxLength } : lengths);
}

/**
 * Returns a check with the message that `faultIn` returns. It is skipped for text that cannot be stored, which another
 * check reports.
 */
function faultless(faultIn: (value: string) => string | undefined): z.core.CheckFn<string> {
  return ({ value, issues }) => {
    const message = isStorable(value) ? faultIn(value) : undefined;
    if (message !== undefined) issues.push({ code: 'custom', message, input: value });
  };
}

/**
 * The id of a partner: text, or a whole number that is stored as text, of at most 255 characters (contract: envelope).
 * Any text is accepted, because the object may already exist. `newId` applies the rules for new ids.
 */
export const remoteId = z
  .union([text(255), z.number().refine(Number.isSafeInteger, expectedId())], expectedId())
  .transform(String);

/** The partner's id of a new object. */
export const newId = text(255, 'ID');

/** Our own id. */
export const ourId = z.int(expectedOurId()).min(1, expectedOurId()).max(largestInteger, expectedOurId());

/**
 * The `organisation` of an input: the id of an organisation at or below the actor's own. The default is the actor's
 * own.
 */
export const organisationOrOwn = optional(ourId);

/** The number of seats, at least 1. */
export const seatCount = z
  .number(expectedSeats())
  .refine((value) => Number.isInteger(value) && value >= 1 && value <= largestInteger, expectedSeats());

/** The e-mail address of an existing person, at most 254 characters. It may be one that `email` would refuse. */
export const knownEmail = z
  .string(expected('an e-mail address'))
  .refine((value) => value.length <= 254, { ...expected('an e-mail address of at most 254 characters'), abort: true })
  .refine((value) => z.regexes.unicodeEmail.test(value), {
    ...expected('an e-mail address such as name@example.com'),
    abort: true,
  })
  .refine(isStorable, { error: storableText })
  .meta({ format: 'email', maxLength: 254 });

/** A new e-mail address. It is stored as written; `emailKey` is used for comparison. */
export const email = knownEmail.check(faultless(faultInEmail)).meta({ format: 'email', maxLength: 254 });

/** Returns the message for an unexpected value. It never repeats the value, which may be personal or secret. */
export function expected(what: string) {
  return { error: ({ input }: { readonly input: unknown }) => `expected ${what}, found ${kindOf(input)}` };
}

/** Returns the message for an unexpected number, which may be repeated. */
export function expectedNumber(what: string) {
  return {
    error: ({ input }: { readonly input: unknown }) =>
      `expected ${what}, found ${typeof input === 'number' ? input : kindOf(input)}`,
  };
}

/** Returns an optional schema. `null` is the same as an absent member. */
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

/** Whether a number was rounded by JSON, so that it may differ from the one that was sent. */
function isTooLarge(input: unknown): boolean {
  return Number.isInteger(input) && !Number.isSafeInteger(input);
}

function expectedOurId() {
  return expectedNumber('an id: a whole number');
}

function expectedSeats() {
  return expectedNumber(`a whole number of seats from 1 to ${largestInteger}`);
}

/** Describes the type of a value without repeating the value. */
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

/** Counts code points, as PostgreSQL does. */
function charactersIn(text: string): number {
  return Array.from(text).length;
}

/** Whether PostgreSQL can store a text. */
export function isStorable(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}
