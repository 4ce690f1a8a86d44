import * as currencies from 'dinero.js/currencies';
import { z } from 'zod';
import { optional, text } from '../shared/input.ts';
import { changeShape, creationShape } from '../shared/member-input.ts';
import { timeZone } from '../shared/time-zone.ts';
import { organisationProfile } from './profile.ts';

const expectedCurrency = {
  error: 'expected the ISO 4217 code of a currency in use: three capital letters, such as EUR',
};

const locale = text(100)
  .refine(isLocale, { error: 'expected a BCP 47 language tag, such as en or de-CH', abort: true })
  .transform((tag) => Intl.getCanonicalLocales(tag).join());
// The present codes of ISO 4217, without metals and test codes. Intl also lists withdrawn codes, such as HRK.
const currency = z.string(expectedCurrency).refine((code) => Object.hasOwn(currencies, code), expectedCurrency);

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
