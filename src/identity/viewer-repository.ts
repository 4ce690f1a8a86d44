import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Actor } from '../shared/actor.ts';

interface Named {
  readonly id: number;
  readonly name: string;
}

/** An operator as shown to itself and to those who act on its behalf. */
export interface NamedOperator extends Named {
  readonly organisation: Named;
}

/** The holder of the credential of a request, and the operator on whose behalf it acts. */
export interface ViewerRow {
  readonly organisation: Named;
  readonly apiKey: { readonly id: number; readonly name: string | null; readonly hint: string } | null;
  readonly operator: NamedOperator | null;
  readonly onBehalfOf: NamedOperator | null;
}

export async function findViewer(tx: Transaction, { credential, onBehalfOfId }: Actor): Promise<ViewerRow> {
  const keyId = credential.kind === 'API_KEY' ? credential.keyId : null;
  const operatorId = credential.kind === 'API_CLIENT' ? credential.operatorId : null;
  return tx.row<ViewerRow>(sql`
    WITH named AS (
      SELECT operator."id", jsonb_build_object('id', operator."id", 'name', operator."name",
               'organisation', jsonb_build_object('id', o."id", 'name', o."name")) AS "operator"
      FROM "Operator" operator JOIN "Organisation" o ON o."id" = operator."organisationId"
    )
    SELECT jsonb_build_object('id', o."id", 'name', o."name") AS "organisation",
           (SELECT jsonb_build_object('id', "id", 'name', "name", 'hint', "hint")
            FROM "ApiKey" WHERE "id" = ${keyId}) AS "apiKey",
           (SELECT "operator" FROM named WHERE "id" = ${operatorId}) AS "operator",
           (SELECT "operator" FROM named WHERE "id" = ${onBehalfOfId}) AS "onBehalfOf"
    FROM "Organisation" o WHERE o."id" = ${credential.organisationId}`);
}
