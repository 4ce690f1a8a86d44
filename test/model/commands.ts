import type { Duration } from './calendar.ts';

// What can be asked for, as plain data, in the words of the envelope.

export type Command =
  | { readonly verb: 'createCustomer'; readonly id: string; readonly name: string }
  | { readonly verb: 'updateCustomer'; readonly id: string; readonly name?: string; readonly isActive?: boolean }
  | CreateFirstOrder
  | { readonly verb: 'createRenewalOrder'; readonly parent: string; readonly id: string; readonly seats?: number }
  | { readonly verb: 'changeSeats'; readonly parent: string; readonly id: string; readonly seats: number }
  | { readonly verb: 'suspendOrder'; readonly id: string; readonly reason?: string }
  | { readonly verb: 'resumeOrder'; readonly id: string }
  | { readonly verb: 'cancelOrder'; readonly id: string; readonly at: 'NOW' | 'END_OF_TERM' }
  | { readonly verb: 'keepOrder'; readonly id: string }
  | { readonly verb: 'createUser'; readonly email: string; readonly customer?: string }
  | { readonly verb: 'updateUserByEmail'; readonly email: string; readonly isActive: boolean }
  | { readonly verb: 'removeUser'; readonly email: string }
  | { readonly verb: 'advanceTestClock'; readonly to: Destination };

interface CreateFirstOrder {
  readonly verb: 'createFirstOrder';
  readonly customer: string;
  readonly id: string;
  readonly product: string;
  readonly seats: number;
  readonly duration: Duration;
}

/** Where the clock goes, seen from where it stands; `next` is what the calendar does next, give or take a second. */
export type Destination =
  | { readonly seconds: number }
  | { readonly months: number }
  | { readonly next: 'OPENING' | 'END'; readonly plusSeconds: -1 | 0 | 1 };

export type Verb = Command['verb'];

/** A command of one verb. */
export type CommandOf<V extends Verb> = Extract<Command, { verb: V }>;
