import type { TextUse } from '../shared/text-rules.ts';
import type { CustomerAdmin, CustomerProfile } from './types.ts';

type TextLimits<Members extends PropertyKey> = Readonly<Record<Members, readonly [maxLength: number, use: TextUse]>>;

/**
 * How many characters each member of a profile has at the most, and what it is for. The three names together have to find
 * room in an entry of the indexes that sort by them, in any script.
 */
export const profileTexts = {
  name: [255, 'NAME'],
  lastName: [100, 'NAME'],
  companyName: [255, 'NAME'],
  description: [2000, 'PROSE'],
  crmId: [255, 'ID'],
  refId: [255, 'ID'],
} as const satisfies TextLimits<keyof CustomerProfile>;

/** The same for the contact of a customer. */
export const adminTexts = {
  phone: [50, 'NAME'],
  displayName: [255, 'NAME'],
} as const satisfies TextLimits<Exclude<keyof CustomerAdmin, 'email'>>;
