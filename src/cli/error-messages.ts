import type { DomainError, DomainErrorCode, DomainErrors } from '../shared/domain-error.ts';
import { type InputIssue, kindOf } from '../shared/input.ts';
import { counted, printable } from './table.ts';

/** What was typed for each option of the command. */
type Typed = Readonly<Record<string, unknown>>;

type ErrorMessages = { readonly [Code in DomainErrorCode]?: (error: DomainErrors[Code], typed: Typed) => string };

const errorMessages: ErrorMessages = {
  INVALID_INPUT: ({ issues }, typed) => issues.map((issue) => issueMessage(issue, typed)).join('\n'),
  ORGANISATION_NOT_FOUND: () => 'There is no such organisation. List them with: npm run organisation -- list',
  ORGANISATION_ARCHIVED: ({ organisationId: id }) =>
    `Organisation ${id} is archived. Restore it first with: npm run organisation -- restore --organisation ${id}`,
  NOT_ARCHIVED_BELOW: ({ count }) =>
    `${counted(count, 'organisation')} below it ${count === 1 ? 'is' : 'are'} not archived. Archive ${count === 1 ? 'it' : 'them'} first.`,
  MOVE_BELOW_ITSELF: () => 'An organisation can not be moved below itself or below one of its descendants.',
  MOVE_ACROSS_CLOCKS: () =>
    'An organisation can not be moved between a sandbox and a real tree, or between two sandboxes.',
  KEY_NOT_FOUND: () => 'The organisation has no such key. List its keys with: npm run key -- list --organisation <id>',
  CONFLICT: () => 'Others kept changing the same rows. Nothing was written. Run the command again.',
};

/** The sentence for a refusal at the terminal. It repeats what was typed, which is neither secret nor anybody else's. */
export function errorMessage(error: DomainError, typed: Typed): string {
  const message = errorMessages[error.code] as ((error: DomainError, typed: Typed) => string) | undefined;
  return message?.(error, typed) ?? error.code;
}

/** What is wrong with an option. Where the message describes the typed value by its kind, the value itself is quoted. */
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
