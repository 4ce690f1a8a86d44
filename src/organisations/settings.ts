import * as currencies from 'dinero.js/currencies';
import { z } from 'zod';
import { optional, text } from '../shared/input.ts';
import { changeShape, creationShape } from '../shared/member-input.ts';
import { timeZone } from '../shared/time-zone.ts';
import { organisationProfile } from './profile.ts';

const wantedCurrency = { error: 'expected the ISO 4217 code of a currency in use: three capital letters, such as EUR' };

const locale = text(100)
  .refine(isLocale, { error: 'expected a BCP 47 language tag, such as en or de-CH', abort: true })
  .transform((tag) => Intl.getCanonicalLocales(tag).join());
// ISO 4217 as it is now, without metals and codes for testing. Intl also lists codes that were withdrawn, such as HRK.
const currency = z.string(wantedCurrency).refine((code) => Object.hasOwn(currencies, code), wantedCurrency);

/** The codes of an input. They can be omitted. */
const codes = { timeZone: optional(timeZone), locale: optional(locale), currency: optional(currency) };

/** The settings of a new organisation. The parent's codes are the default. */
export const NewSettings = { ...creationShape(organisationProfile), ...codes };

/** Changes to the settings. Omitted members stay unchanged; null removes the renewal window and the finance type. */
export const ChangedSettings = { ...changeShape(organisationProfile), ...codes };

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
