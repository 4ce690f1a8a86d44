/** How two e-mail addresses are compared: without regard to case. Greek has two small letters for one large one. */
export function emailKey(email: string): string {
  return email.normalize('NFC').toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}
