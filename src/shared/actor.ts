/** Who is calling: an organisation, through one of its keys. */
export interface Actor {
  readonly organisationId: number;
  /** The organisations it may see and act on: itself and everything below it. */
  readonly organisationIds: readonly number[];
  readonly keyId: number;
  /** The root of its sandbox tree, whose clock tells its time; null in a real tree, where time is real. */
  readonly testClockId: number | null;
}

export function mayActFor(actor: Actor, organisationId: number): boolean {
  return actor.organisationIds.includes(organisationId);
}
