import { errorMessage } from '../error-messages.ts';
import type { DomainError } from '../shared/domain-error.ts';
import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';
import { type InputIssue, InvalidInputError, kindOf } from '../shared/input.ts';
import { standardVocabulary } from '../shared/vocabulary.ts';
import { counted, printable } from './table.ts';

/** The values of the options of the command. */
type Typed = Readonly<Record<string, unknown>>;

/**
 * The messages that name commands or options. At the terminal no organisation is the caller's own, so the default
 * messages for ids do not fit.
 */
const overrides: Partial<DomainErrorMessages> = {
  ORGANISATION_NOT_FOUND: () => 'There is no such organisation. List them with: npm run organisation -- list',
  ORGANISATION_ARCHIVED: ({ organisationId: id }) =>
    `Organisation ${id} is archived. Restore it first with: npm run organisation -- restore --organisation ${id}`,
  KEY_NOT_FOUND: () => 'The organisation has no such key. List its keys with: npm run key -- list --organisation <id>',
};

/** Returns the message for a refusal at the terminal. It may repeat the typed values, which are not secret. */
export function commandErrorMessage(error: DomainError, typed: Typed): string {
  if (error instanceof InvalidInputError) return error.issues.map((issue) => issueMessage(issue, typed)).join('\n');
  return errorMessage(error, standardVocabulary, overrides);
}

/**
 * Returns the message for an invalid option. If the message describes only the type of the value, the value is quoted.
 */
function issueMessage({ path, message }: InputIssue, typed: Typed): string {
  const [member, ...inside] = path;
  if (member === undefined) return message;
  const place = inside.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return `${optionName(String(member))}${place}: ${inside.length === 0 ? withTyped(message, typed[member]) : message}`;
}

function withTyped(message: string, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return message;
  const [, expectation, found] = /^(.*), found (.*)$/s.exec(message) ?? [undefined, message, undefined];
  const isTyped = found === undefined || found === kindOf(value) || found === String(value);
  return isTyped ? `${expectation}, found ${quoted(value)}` : message;
}

const longestQuotation = 60;

function quoted(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = printable(value);
  if (text.length <= longestQuotation) return `"${text}"`;
  return `"${text.slice(0, longestQuotation)}…" (${counted(Array.from(value).length, 'character')})`;
}

function optionName(member: string): string {
  return `--${member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
