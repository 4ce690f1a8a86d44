import { DomainError } from '../shared/domain-error.ts';

declare module '../shared/domain-error.ts' {
  interface DomainErrors {
    EMULATION_REFUSED: EmulationRefusedError;
  }
}

/**
 * Nobody below the actor is an active operator of this id, or the actor itself is acting for somebody already, or is
 * not an operator at all. One that is elsewhere looks the same as none.
 */
export class EmulationRefusedError extends DomainError {
  readonly code = 'EMULATION_REFUSED';
}
