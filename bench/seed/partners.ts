import { openPool } from '../../src/db/pool.ts';
import { databaseClock } from '../../src/db/transactions/clock.ts';
import { createKeyAtTerminal } from '../../src/keys/create-key-at-terminal.ts';
import { createAtTerminal } from '../../src/organisations/at-the-terminal.ts';

/** A reseller without a test clock. */
export interface Partner {
  readonly organisationId: number;
  readonly keyId: number;
  readonly key: string;
}

/** Creates a vendor, a distributor below it, and `count` resellers below that, each with an API key. */
export async function makePartners(url: string, count: number): Promise<[Partner, ...Partner[]]> {
  const pool = openPool(url, { size: 1, onError: (error) => console.error(error.message) });
  const ctx = { pool, clock: databaseClock };
  const below = async (name: string, parent: number | undefined) =>
    (
      await createAtTerminal(ctx, {
        name,
        parent,
        ...(parent === undefined ? { sandbox: false, timeZone: 'UTC' } : {}),
      })
    ).id;
  const makePartner = async (name: string, distributor: number): Promise<Partner> => {
    const organisationId = await below(name, distributor);
    const { id, key } = await createKeyAtTerminal(ctx, { organisation: organisationId, name: 'Benchmark' });
    return { organisationId, keyId: id, key };
  };
  try {
    const distributor = await below('Distributor', await below('Vendor', undefined));
    const partners: [Partner, ...Partner[]] = [await makePartner('Partner 1', distributor)];
    for (let number = 2; number <= count; number++) {
      partners.push(await makePartner(`Partner ${number}`, distributor));
    }
    return partners;
  } finally {
    await pool.end();
  }
}
