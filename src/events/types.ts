/**
 * The verbs that record an event, and the scheduled transitions. Each `event-verbs.ts` adds the verbs of its feature
 * with `declare module`.
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

/** The recorded facts of a subject: ids, dates, states and quantities. Personal members appear by name only. */
export type EventFacts = Readonly<
  Record<string, string | number | boolean | null | Temporal.Instant | readonly number[] | readonly string[]>
>;

export interface NewEvent {
  readonly verb: EventVerb;
  /** The organisation of the subject. */
  readonly organisationId: number;
  readonly subjectType: SubjectType;
  readonly subjectId: number;
  readonly before: EventFacts | null;
  readonly after: EventFacts | null;
}

/** An event of a subject that gets its id in the same statement. */
export type UntiedEvent = Omit<NewEvent, 'subjectId'>;

/** An event in a timeline. */
export interface TimelineEvent {
  readonly id: bigint;
  readonly verb: EventVerb;
  readonly subjectType: SubjectType;
  readonly subjectId: number;
  /**
   * The present name of the operator that is the subject. Null for other subjects, and for an operator above the
   * reader.
   */
  readonly operatorName: string | null;
  /** The operator who caused the event. Null if there is none, or for an operator above the reader. */
  readonly operatorId: number | null;
  /** The operator on whose behalf it was caused. Null if there is none, or for an operator above the reader. */
  readonly onBehalfOfId: number | null;
  readonly occurredAt: Temporal.Instant;
}
