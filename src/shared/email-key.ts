import { domainToASCII } from 'node:url';
import { dotLookAlike, invisibleIn } from './text-rules.ts';

/**
 * Returns the key by which e-mail addresses are compared: the local part without regard to case, and the domain in its
 * IDNA form. If an older address has a domain without such a form, the domain is compared without regard to case.
 *
 * The local part is compared in NFC, as RFC 6532 recommends. NFKC could equate different mailboxes.
 */
export function emailKey(email: string): string {
  const at = email.lastIndexOf('@');
  if (at === -1) return caseless(email);
  const domain = email.slice(at + 1);
  return `${caseless(email.slice(0, at))}@${asciiDomain(domain) ?? caseless(domain)}`;
}

/**
 * Returns the keys under which an address may be stored, in the order of look-up. If there are two, the first one dates
 * from before domains were compared in their IDNA form. A row keeps it if another row has the new key.
 */
export function emailKeys(email: string): readonly [string, ...string[]] {
  const [former, key] = [caseless(email), emailKey(email)];
  return former === key ? [key] : [former, key];
}

/** Returns a domain in its IDNA form (UTS 46, non-transitional) in lower case, or undefined if it has none. */
export function asciiDomain(domain: string): string | undefined {
  const composed = domain.normalize('NFC');
  if (isAscii.test(composed)) return composed.toLowerCase();
  // UTS 46 removes some characters and treats others as dots. Such a domain is refused, because the result is a
  // different domain.
  if (!isDomainText.test(composed) || invisibleIn(composed) || dotLookAlike.test(composed)) return undefined;
  return domainToASCII(composed) || undefined;
}

const isAscii = /^\p{ASCII}*$/u;
// `domainToASCII` parses the host of a URL. It would decode percent signs and stop at a slash.
const isDomainText = /^(?:[a-zA-Z0-9.-]|\P{ASCII})+$/u;

/** Greek has two lower-case forms of sigma. */
function caseless(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}
