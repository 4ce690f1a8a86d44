import type { Permission } from './permission.ts';

/** The credential of a request: a key of an organisation, or an API client of an operator. */
export type Credential =
  | { readonly kind: 'API_KEY'; readonly organisationId: number; readonly keyId: number }
  | {
      readonly kind: 'API_CLIENT';
      readonly organisationId: number;
      readonly clientId: number;
      readonly operatorId: number;
    };

/** The identity with which a request reads and acts. During emulation it is the emulated operator's. */
export interface Actor {
  readonly organisationId: number;
  /** The organisations that it can see and act on: its own and all below it. */
  readonly organisationIds: readonly number[];
  /** The version of the tree. It changes with every move in the tree. */
  readonly treeVersion: string;
  /** A key has all permissions; an operator has those of its roles. */
  readonly permissions: ReadonlySet<Permission>;
  readonly credential: Credential;
  /** The operator on whose behalf the holder of the credential acts. Null if there is none. */
  readonly onBehalfOfId: number | null;
  /** The root of its sandbox tree, which has the test clock. Null in a real tree, which uses real time. */
  readonly testClockId: number | null;
}

export function mayActFor(actor: Actor, organisationId: number): boolean {
  return actor.organisationIds.includes(organisationId);
}
