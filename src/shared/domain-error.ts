/**
 * Every domain error by its code. A feature's `errors.ts` adds its own with `declare module`, so the list grows where
 * the error is born, and every door's table (`satisfies` / mapped over `DomainErrorCode`) fails to compile until the
 * door answers the new code.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by declaration merging.
export interface DomainErrors {}

export type DomainErrorCode = keyof DomainErrors;

/**
 * A refusal, a clash or an invalid input: something the caller can understand and act on. It carries a code and facts,
 * never an HTTP status and never a sentence of one dialect; each door finds its own words.
 */
export abstract class DomainError extends Error {
  abstract readonly code: DomainErrorCode;

  constructor() {
    super();
    this.name = new.target.name;
  }
}
