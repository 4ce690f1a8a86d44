import { asciiDomain } from './email-key.ts';
import { dotLookAlike, found, invisibleIn } from './text-rules.ts';

const maxBytes = 254;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const number = /^\d+$/;

/**
 * Returns what is wrong with an address that has one @, as a clause without a subject, or undefined if it is valid. The
 * rules are those of RFC 5321 and 6531, without quoted local parts and IP addresses.
 */
export function faultInEmail(email: string): string | undefined {
  const invisible = invisibleIn(email);
  if (invisible) return `expected an e-mail address without blanks and invisible characters, found ${invisible}`;
  const lookAlike = found(email, dotLookAlike);
  if (lookAlike) return `expected "." for every dot of an e-mail address, found ${lookAlike}`;
  const [local = '', domain = ''] = email.split('@');
  if (local.split('.').includes('')) return expectedLocalPart;
  const ascii = asciiDomain(domain);
  if (ascii === undefined || !isHostName(ascii)) return expectedDomain;
  return new TextEncoder().encode(`${local}@${ascii}`).length > maxBytes ? expectedLength : undefined;
}

const expectedLocalPart =
  'expected an e-mail address with no dot at either end of the part before the @ and no two dots in a row';
const expectedDomain =
  'expected an e-mail address with a domain such as example.com: labels of 1 to 63 letters, digits and hyphens, with a hyphen at neither end, and the last one no number';
const expectedLength = `expected an e-mail address of at most ${maxBytes} bytes, with its domain in ASCII`;

function isHostName(ascii: string): boolean {
  const labels = ascii.split('.');
  return labels.every((one) => label.test(one)) && !number.test(labels.at(-1) ?? '');
}
