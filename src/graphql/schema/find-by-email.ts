import { emailKeys } from '../../shared/email-key.ts';

/** Returns the row of an e-mail address, or null if there is none. `find` looks it up by one key. */
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
