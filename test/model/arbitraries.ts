import fc from 'fast-check';
import type { Command, Destination } from './commands.ts';
import type { Entrance } from './doors.ts';

// What is tried at random: few ids, so that they meet again, and mostly the one subscription that every life begins with.

/** A reseller as it is at the beginning, and what its first customer buys. */
export interface Beginning {
  readonly zone: string;
  readonly windowDays: number;
  /** Seconds from the beginning of the sandbox. */
  readonly after: number;
  readonly duration: 'MONTHLY' | 'YEARLY';
  readonly seats: number;
}

/** The clock of every sandbox starts here, whatever day it really is. */
export const dawn = '2027-01-01T00:00:00Z';

/** Month ends, a leap day, and times a month or a year before which, or at which, somebody's clocks change. */
const trickyTimes = [
  '2027-01-31T10:00:00Z',
  '2028-01-31T23:59:59Z',
  '2028-02-29T12:00:00Z',
  '2027-02-14T07:30:00Z', // 02:30 in New York, which on 14 March is skipped
  '2027-10-07T05:30:00Z', // 01:30 in New York, which on 7 November comes twice
  '2027-11-07T06:30:00Z', // the second 01:30 of that day
  '2027-09-02T16:15:00Z', // 02:45 in Lord Howe, where half an hour is skipped on 3 October
  '2027-12-31T23:30:00Z',
].map((time) => (Date.parse(time) - Date.parse(dawn)) / 1000);

export const beginning: fc.Arbitrary<Beginning> = fc.record({
  zone: fc.constantFrom('UTC', 'America/New_York', 'Asia/Bahrain', 'Australia/Lord_Howe', 'Pacific/Kiritimati'),
  windowDays: fc.constantFrom(...times(6, 15), 0, 3, 40),
  after: fc.oneof(fc.integer({ min: 1, max: 70_000_000 }), fc.constantFrom(...trickyTimes)),
  duration: fc.constantFrom(...times(3, 'MONTHLY' as const), 'YEARLY' as const),
  seats: fc.constantFrom(1, 2, 2, 3),
});

/** What is asked for, how, and with what around it. */
export interface Request {
  readonly entrance: Entrance;
  /** The first of these that would change something besides the time; where none would, the first of all. */
  readonly wishes: readonly Wish[];
  /** Whether a preview is asked first, and whether it is told the id that the order will have. */
  readonly preview: 'NONE' | 'WITH_ID' | 'WITHOUT_ID';
  /** Whether the first attempt breaks at its COMMIT: by an error, or with the whole connection. */
  readonly crash: 'NONE' | 'FAILED' | 'KILLED';
}

/** A command, or a creating command again: the last one, or the nth before it. */
export type Wish = Command | { readonly verb: 'again'; readonly nth: number };

const customer = fc.constantFrom(...times(8, 'C1'), 'C2', 'C2', 'C0');
const firstOrder = fc.constantFrom(...times(18, 'O1'), ...times(2, 'O2'), ...times(3, 'R1'));
const newFirstOrder = fc.constantFrom(...times(4, 'O2'), 'O3', 'O3', 'O1', 'R1');
const laterOrder = fc.constantFrom(
  ...times(4, 'R1'),
  ...Array.from({ length: 20 }, (_, index) => `R${index + 1}`),
  'O1',
);
const seats = fc.constantFrom(1, 1, 2, 3, 4, 5, 6);
const name = fc.constantFrom('One Company', 'Another Company');
const duration = fc.constantFrom(...times(2, 'MONTHLY' as const), 'YEARLY' as const);
const product = fc.constantFrom(...times(3, 'oo-lite'), ...times(3, 'erp-lim'), 'oo-none');
const email = fc.constantFrom('isa@example.com', 'Isa@Example.com', 'ben@example.com', 'ben@example.com');
const reason = fc.constantFrom('not paid', 'not paid', 'on request');

const to = weighed<Destination>(
  [6, fc.record({ next: fc.constantFrom('OPENING', 'OPENING', 'END'), plusSeconds: fc.constantFrom(0, 0, -1, 1) })],
  [2, fc.record({ seconds: fc.constantFrom(0, 1, -1, 3_600, 86_400, 10 * 86_400) })],
  [1, fc.record({ months: fc.integer({ min: 1, max: 14 }) })],
);

const wish = weighed<Wish>(
  [18, a('advanceTestClock', { to })],
  [20, a('createRenewalOrder', { parent: firstOrder, id: laterOrder }, { seats })],
  [5, a('changeSeats', { parent: firstOrder, id: laterOrder, seats })],
  [5, a('suspendOrder', { id: firstOrder }, { reason })],
  [4, a('resumeOrder', { id: firstOrder })],
  [4, a('cancelOrder', { id: firstOrder, at: fc.constantFrom(...times(5, 'END_OF_TERM' as const), 'NOW' as const) })],
  [5, a('keepOrder', { id: firstOrder })],
  [6, a('createUser', { email, customer })],
  [1, a('createUser', { email })],
  [5, a('updateUserByEmail', { email, isActive: fc.boolean() })],
  [2, a('removeUser', { email })],
  [4, a('createFirstOrder', { customer, id: newFirstOrder, product, seats, duration })],
  [1, a('createCustomer', { id: customer, name })],
  [2, a('updateCustomer', { id: customer }, { name, isActive: fc.boolean() })],
  [6, a('again', { nth: fc.nat(4) })],
);

export const request: fc.Arbitrary<Request> = fc.record({
  entrance: fc.constantFrom(
    ...times(4, 'ENVELOPE' as const),
    ...times(4, 'GRAPHQL' as const),
    ...times(3, 'DISTRIBUTOR' as const),
    'ENVELOPE_IN_GRAPHQL',
  ),
  wishes: weighed([1, fc.tuple(wish)], [1, fc.array(wish, { minLength: 1, maxLength: 5, size: 'max' })]),
  preview: fc.constantFrom(...times(4, 'NONE' as const), 'WITH_ID', 'WITHOUT_ID'),
  crash: fc.constantFrom(...times(18, 'NONE' as const), 'FAILED', 'KILLED'),
});

type Arbitraries<Members> = { readonly [Member in keyof Members]: fc.Arbitrary<Members[Member]> };

/** A command with these members, and sometimes with those that may be left out. */
function a<Verb extends string, Members, Optional = Record<never, never>>(
  verb: Verb,
  members: Arbitraries<Members>,
  optional = {} as Arbitraries<Optional>,
): fc.Arbitrary<{ verb: Verb } & Members & Partial<Optional>> {
  const requiredKeys = ['verb', ...Object.keys(members)];
  return fc.record({ verb: fc.constant(verb), ...members, ...optional }, { requiredKeys } as object) as never;
}

/** One of these, by weight; a counter-example keeps to the first where that is as good. */
function weighed<Value>(...choices: [weight: number, arbitrary: fc.Arbitrary<Value>][]): fc.Arbitrary<Value> {
  return fc.oneof({ withCrossShrink: true }, ...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

function times<Value>(count: number, value: Value): Value[] {
  return Array<Value>(count).fill(value);
}
