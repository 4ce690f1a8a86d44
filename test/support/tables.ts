import type { Partner } from './partner.ts';
import type { World } from './world.ts';

type Row = Record<string, unknown>;

/** The table of each id member, in rows and in events. */
const tableOf: Readonly<Record<string, string>> = {
  organisationId: 'Organisation',
  placedById: 'Organisation',
  actorOrganisationId: 'Organisation',
  actorKeyId: 'ApiKey',
  customerId: 'Customer',
  orderId: 'Order',
  parentId: 'Order',
  firstOrderId: 'Order',
  subscriptionId: 'Subscription',
  termId: 'Term',
  endedTermId: 'Term',
  termIds: 'Term',
  voidedTermIds: 'Term',
  holdId: 'Hold',
  liftedHoldIds: 'Hold',
};

const subjectTables: Readonly<Record<string, string>> = { CUSTOMER: 'Customer', SUBSCRIPTION: 'Subscription' };

const tables = ['Organisation', 'ApiKey', 'Customer', 'Order', 'Subscription', 'Term', 'OrderLine', 'Hold', 'Event'];

/**
 * Returns all rows of a partner and those below it in a form that can be compared with another partner: ids are
 * replaced by ordinals per table, and real times, request ids and moves of the clock are left out.
 */
export async function comparableTables(world: World, partner: Partner): Promise<Record<string, Row[]>> {
  const found: Record<string, Row[]> = {};
  for (const table of tables) {
    const owner = table === 'Organisation' ? 'id' : 'organisationId';
    const rows = await world.rows<{ row: Row }>(
      `SELECT to_jsonb(t) AS row FROM "${table}" t
       WHERE "${owner}" IN (SELECT "descendantId" FROM "OrganisationAncestry" WHERE "ancestorId" = $1) ORDER BY "id"`,
      [partner.organisationId],
    );
    found[table] = rows.map(({ row }) => row);
  }
  const ordinals = new Map(
    tables.flatMap((table) => (found[table] ?? []).map(({ id }, index) => [`${table} ${id}`, `${table} ${index + 1}`])),
  );
  const { Organisation: _, ApiKey: __, Event: events = [], ...sold } = found;
  const lifecycle = events.filter(({ subjectType }) => String(subjectType) in subjectTables);
  return Object.fromEntries(
    Object.entries({ ...sold, Event: lifecycle }).map(([table, rows]) => [
      table,
      rows.map((row) => comparableRow(row, ordinals)),
    ]),
  );
}

function comparableRow({ id: _, recordedAt: __, requestId: ___, ...row }: Row, ordinals: Map<string, string>): Row {
  const subject = subjectTables[String(row['subjectType'])];
  return comparable(
    subject === undefined ? row : { ...row, subjectId: nth(subject, row['subjectId'], ordinals) },
    ordinals,
  );
}

function comparable(row: Row, ordinals: Map<string, string>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const table = tableOf[name];
      if (table === undefined) return [name, isRow(value) ? comparable(value, ordinals) : value];
      return [name, Array.isArray(value) ? value.map((id) => nth(table, id, ordinals)) : nth(table, value, ordinals)];
    }),
  );
}

function nth(table: string, id: unknown, ordinals: Map<string, string>): string | null {
  if (id === null) return null;
  const ordinal = ordinals.get(`${table} ${id}`);
  if (ordinal === undefined) throw new Error(`${table} ${id} belongs to somebody else`);
  return ordinal;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
