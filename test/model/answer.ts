/** What a command is answered: what it was about, or why it was refused. */
export type Answer =
  | { readonly kind: 'ORDER'; readonly order: string }
  | { readonly kind: 'CUSTOMER'; readonly customer: string }
  | { readonly kind: 'USER'; readonly email: string }
  | { readonly kind: 'CLOCK'; readonly announced: number }
  | { readonly kind: 'REFUSAL'; readonly refusal: Refusal };

/** A code with its facts. */
export interface Refusal {
  readonly code: string;
  readonly [fact: string]: string | number | readonly string[];
}

/** Leaves the verb: whatever it did to its copy of the model is forgotten. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export function refuse(code: string, facts: Omit<Refusal, 'code'> = {}): never {
  throw new Refused({ code, ...facts });
}
