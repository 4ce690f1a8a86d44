/**
 * The domain errors by code. The `errors.ts` of each feature adds its own with `declare module`. Tables over
 * `DomainErrorCode` then fail to compile until each door handles the new code.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by declaration merging.
export interface DomainErrors {}

export type DomainErrorCode = keyof DomainErrors;

/**
 * A refusal, a conflict or an invalid input, which the caller can understand and act on. It carries a code and facts,
 * but no HTTP status and no message: those depend on the door.
 */
export abstract class DomainError extends Error {
  abstract readonly code: DomainErrorCode;

  constructor() {
    super();
    this.name = new.target.name;
  }
}
