import { domainToASCII } from 'node:url';
import { dotLookAlike, invisibleIn } from './text-rules.ts';

/**
 * How two e-mail addresses are compared: what is before the @ without regard to case, the domain in its IDNA form. Of
 * an address from before today's rules whose domain has no such form, the domain is compared without regard to case.
 *
 * What is before the @ is compared in NFC, as RFC 6532 has it, which never makes two mailboxes one as NFKC would.
 */
export function emailKey(email: string): string {
  const at = email.lastIndexOf('@');
  if (at === -1) return caseless(email);
  const domain = email.slice(at + 1);
  return `${caseless(email.slice(0, at))}@${asciiDomain(domain) ?? caseless(domain)}`;
}

/**
 * The keys under which the user or operator of an address may be stored, in the order in which they are looked for. The
 * first of two is the key from before domains were compared in their IDNA form; a row keeps it where another row has
 * the new one.
 */
export function emailKeys(email: string): readonly [string, ...string[]] {
  const [former, key] = [caseless(email), emailKey(email)];
  return former === key ? [key] : [former, key];
}

/** A domain in its IDNA form (UTS 46, not transitional), in small letters; undefined where it has none. */
export function asciiDomain(domain: string): string | undefined {
  const composed = domain.normalize('NFC');
  if (isAscii.test(composed)) return composed.toLowerCase();
  // UTS 46 drops some characters and takes others for dots; here such a domain is another one, and no new address has it.
  if (!isDomainText.test(composed) || invisibleIn(composed) || dotLookAlike.test(composed)) return undefined;
  return domainToASCII(composed) || undefined;
}

const isAscii = /^\p{ASCII}*$/u;
// `domainToASCII` reads the host of a URL, and would decode what follows a % and stop at a slash.
const isDomainText = /^(?:[a-zA-Z0-9.-]|\P{ASCII})+$/u;

/** Greek has two small letters for one large one. */
function caseless(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}
