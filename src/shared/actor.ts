import type { Permission } from './permission.ts';

/** What a request proves itself with, and whose that is: a key of an organisation, or an operator's API client. */
export type Credential =
  | { readonly kind: 'API_KEY'; readonly organisationId: number; readonly keyId: number }
  | {
      readonly kind: 'API_CLIENT';
      readonly organisationId: number;
      readonly clientId: number;
      readonly operatorId: number;
    };

/** Who is calling, or on whose behalf: all that a request sees and does goes by this. */
export interface Actor {
  readonly organisationId: number;
  /** The organisations it may see and act on: itself and everything below it. */
  readonly organisationIds: readonly number[];
  /** Which state of the tree that is: another one as soon as anything was moved in it. */
  readonly treeVersion: string;
  /** What it may do there. A key may do everything; an operator what its roles say. */
  readonly permissions: ReadonlySet<Permission>;
  readonly credential: Credential;
  /** The operator on whose behalf the holder of the credential acts; null for who acts in its own name. */
  readonly onBehalfOfId: number | null;
  /** The root of its sandbox tree, whose clock tells its time; null in a real tree, where time is real. */
  readonly testClockId: number | null;
}

export function mayActFor(actor: Actor, organisationId: number): boolean {
  return actor.organisationIds.includes(organisationId);
}
