/** The turn in which something is done: as much is done at once as there are connections for. */
export interface Turn {
  /**
   * Gives it away for as long as `work` takes, which uses connections in turns of its own only, and comes back for it. For
   * who waits for what is done for many together.
   */
  giveWayFor<Value>(work: (inTurn: InTurn) => Promise<Value>): Promise<Value>;
}

/** Does something when there is room for it. */
export type InTurn = <Value>(work: (turn: Turn) => Promise<Value>) => Promise<Value>;

/** Where nobody waits for room. */
export const atOnce: InTurn = (work) => work(noTurn);

/** The turn of who needs none. */
export const noTurn: Turn = { giveWayFor: (work) => work(atOnce) };
