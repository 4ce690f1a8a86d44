import { randomUUID } from 'node:crypto';
import { hashOf, newCredential } from '../../src/identity/credential-format.ts';
import type { Permission } from '../../src/shared/permission.ts';
import { Partner } from './partner.ts';
import type { World } from './world.ts';

export interface OperatorOptions {
  readonly name?: string;
  /** The permissions of its custom role. */
  readonly permissions?: readonly Permission[];
  readonly isAdmin?: boolean;
  /** The scope of its API client, separated by spaces. */
  readonly scope?: string;
}

/** An operator that calls the doors with an API client and a token. */
export class OperatorAtDoors extends Partner {
  readonly operatorId: number;
  readonly clientId: number;

  constructor(world: World, organisationId: number, token: string, operatorId: number, clientId: number) {
    super(world, organisationId, token);
    this.operatorId = operatorId;
    this.clientId = clientId;
  }
}

/** Creates an operator of a partner with an API client and a long-lived token, without using verbs. */
export async function operatorOf(
  world: World,
  partner: Partner,
  { name = 'Op Erator', permissions = [], isAdmin = false, scope }: OperatorOptions = {},
): Promise<OperatorAtDoors> {
  const { organisationId } = partner;
  const token = newCredential('token');
  const insert = async (text: string, values: unknown[]) =>
    Number((await world.rows<{ id: number }>(text, values))[0]?.id);
  const operatorId = await insert(
    `INSERT INTO "Operator" ("organisationId", "name", "email", "emailKey", "isAdmin", "timeZone", "notifications",
       "createdAt", "updatedAt")
     VALUES ($1, $4, $2, $2, $3, 'UTC', '{}', date_trunc('second', now()), date_trunc('second', now()))
     RETURNING "id"`,
    [organisationId, `${randomUUID()}@example.com`, isAdmin, name],
  );
  const roleId = await insert(
    `INSERT INTO "Role" ("organisationId", "name", "permissions", "createdAt", "updatedAt")
     VALUES ($1, $2, $3, date_trunc('second', now()), date_trunc('second', now())) RETURNING "id"`,
    [organisationId, randomUUID(), permissions],
  );
  await world.rows(`INSERT INTO "OperatorRole" VALUES ($1, $2, $3)`, [organisationId, operatorId, roleId]);
  const clientId = await insert(
    `INSERT INTO "ApiClient" ("organisationId", "operatorId", "clientId", "name", "scope", "createdAt")
     VALUES ($1, $2, $3, 'a client', $4, date_trunc('second', now())) RETURNING "id"`,
    [organisationId, operatorId, randomUUID(), scope ?? null],
  );
  await insert(
    `INSERT INTO "AccessToken" ("organisationId", "apiClientId", "hash", "issuedAt", "expiresAt")
     VALUES ($1, $2, $3, date_trunc('second', now()), '2999-01-01') RETURNING "id"`,
    [organisationId, clientId, hashOf(token)],
  );
  return new OperatorAtDoors(world, organisationId, token, operatorId, clientId);
}
