import { emailKeys } from '../../shared/email-key.ts';

/** The row of an e-mail address, which `find` looks for by one key; null where there is none. */
export async function findByEmail<Row>(
  email: string,
  find: (emailKey: string) => Promise<Row | null>,
): Promise<Row | null> {
  for (const emailKey of emailKeys(email)) {
    const row = await find(emailKey);
    if (row !== null) return row;
  }
  return null;
}
