/** A call of the envelope that succeeds for the seller of graphql-successes.ts, and the call that must precede it. */
export interface EnvelopeSuccess {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly before?: readonly [method: string, params: Readonly<Record<string, unknown>>];
}

/** One call for every writing method. */
export const envelopeSuccesses: readonly EnvelopeSuccess[] = [
  { method: 'createCustomer', params: { id: 'XYZ', name: 'XYZ', admin: { email: 'isa@example.com' } } },
  { method: 'updateCustomer', params: { id: 'ABC', name: 'ABC and Partners', isActive: false } },
  { method: 'archiveCustomer', params: { id: 'ABC' } },
  { method: 'restoreCustomer', params: { id: 'ABC' }, before: ['archiveCustomer', { id: 'ABC' }] },
  {
    method: 'removeCustomer',
    params: { id: 'XYZ' },
    before: ['createCustomer', { id: 'XYZ', name: 'XYZ', admin: { email: 'isa@example.com' } }],
  },
  {
    method: 'createFirstOrder',
    params: { customer: 'ABC', id: 'ORDER-2', product: 'erp-std', licenses: 3, duration: 'yearly' },
  },
  { method: 'createRenewalOrder', params: { parent: 'ORDER-1', id: 'RENEWAL-1', licenses: 25 } },
  { method: 'changeSeats', params: { parent: 'ORDER-1', id: 'CHANGE-1', licenses: 30 } },
  { method: 'suspendOrder', params: { id: 'ORDER-1', reason: 'Unpaid' } },
  { method: 'resumeOrder', params: { id: 'ORDER-1' }, before: ['suspendOrder', { id: 'ORDER-1' }] },
  { method: 'cancelOrder', params: { id: 'ORDER-1' } },
  { method: 'keepOrder', params: { id: 'ORDER-1' }, before: ['cancelOrder', { id: 'ORDER-1', at: 'END_OF_TERM' }] },
  { method: 'updateOrder', params: { id: 'ORDER-1', description: 'For the branch in Riffa', activationLimit: 7 } },
  { method: 'archiveOrder', params: { id: 'ORDER-1' } },
  { method: 'restoreOrder', params: { id: 'ORDER-1' }, before: ['archiveOrder', { id: 'ORDER-1' }] },
  { method: 'createUser', params: { email: 'b@example.com', instance: 'ABC', password: 'a password' } },
  { method: 'updateUserByEmail', params: { email: 'isa@example.com', isActive: false } },
  { method: 'resetPasswordByEmail', params: { email: 'isa@example.com', password: 'a password' } },
  { method: 'removeUser', params: { email: 'isa@example.com' } },
  { method: 'advanceTestClock', params: { to: 1_833_000_000 } },
];
