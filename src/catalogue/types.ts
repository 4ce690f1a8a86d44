/** The terms on which a partner sells a product for a duration. */
export interface Offer {
  readonly ratePlanId: number;
  /** The IANA time zone of the calendar for the partner's terms. */
  readonly timeZone: string;
  /** The renewal window in days of 24 hours: that of the partner, otherwise that of the product. */
  readonly windowDays: number;
}
