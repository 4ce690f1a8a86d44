import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    EMULATION_REFUSED: EmulationRefusedError;
  }
}

/**
 * The operator does not exist below the actor or is not active, or the actor is not an operator, or it already acts on
 * behalf of another operator. An operator elsewhere is indistinguishable from one that does not exist.
 */
export class EmulationRefusedError extends DomainError {
  readonly code = 'EMULATION_REFUSED';
}
