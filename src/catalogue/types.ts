/** On what terms a partner sells a product for a duration. */
export interface Offer {
  readonly ratePlanId: number;
  /** The IANA time zone in which the partner's terms follow the calendar. */
  readonly timeZone: string;
  /** The renewal window in days of 24 hours: the partner's own, else the product's. */
  readonly windowDays: number;
}
