/**
 * Every verb that leaves an event, spelled as it is everywhere, and every scheduled transition. A feature's `event-verbs.ts`
 * adds its own with `declare module`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by declaration merging.
export interface EventVerbs {}

export type EventVerb = keyof EventVerbs;

export type SubjectType =
  | 'ORGANISATION'
  | 'OPERATOR'
  | 'ROLE'
  | 'KEY'
  | 'API_CLIENT'
  | 'CUSTOMER'
  | 'SUBSCRIPTION'
  | 'ORDER'
  | 'USER';

/** What an event says of its subject: ids, dates, states and quantities. Personal members appear by name only. */
export type EventFacts = Readonly<
  Record<string, string | number | boolean | null | Temporal.Instant | readonly number[] | readonly string[]>
>;

export interface NewEvent {
  readonly verb: EventVerb;
  /** The organisation that the subject belongs to. */
  readonly organisationId: number;
  readonly subjectType: SubjectType;
  readonly subjectId: number;
  readonly before: EventFacts | null;
  readonly after: EventFacts | null;
}

/** An event of something that gets its id in the same statement. */
export type UntiedEvent = Omit<NewEvent, 'subjectId'>;

/** A line of the timeline of something, or of somebody. */
export interface TimelineEvent {
  readonly id: bigint;
  readonly verb: EventVerb;
  readonly subjectType: SubjectType;
  readonly subjectId: number;
  /** What the operator that this is about is called by now; null for all else, and where that one is above the reader. */
  readonly operatorName: string | null;
  /** The operator who did it; null where none did, or where that one is above the reader. */
  readonly operatorId: number | null;
  /** The operator on whose behalf that was; null where it was nobody's, or that one is above the reader. */
  readonly onBehalfOfId: number | null;
  readonly occurredAt: Temporal.Instant;
}
