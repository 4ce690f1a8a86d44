import * as currencies from 'dinero.js/currencies';
import { z } from 'zod';
import { expected, expectedNumber, optional, text } from '../shared/input.ts';
import { timeZone } from '../shared/time-zone.ts';

const wantedWindow = expectedNumber('a whole number of days from 0 to 3650');
const wantedCurrency = { error: 'expected the ISO 4217 code of a currency in use: three capital letters, such as EUR' };

const name = text(255, 'NAME');
const locale = text(100)
  .refine(isLocale, { error: 'expected a BCP 47 language tag, such as en or de-CH', abort: true })
  .transform((tag) => Intl.getCanonicalLocales(tag).join());
// ISO 4217 as it is now, without metals and codes for testing. Intl also lists codes that were withdrawn, such as HRK.
const currency = z.string(wantedCurrency).refine((code) => Object.hasOwn(currencies, code), wantedCurrency);
const renewalWindowDays = z.int(wantedWindow).min(0, wantedWindow).max(3650, wantedWindow);
const linkedAccount = z.boolean(expected('true or false'));
const financeType = text(50, 'NAME');

/** The settings of a new organisation; what is left out is taken over from the one above it, or not set. */
export const NewSettings = {
  name,
  timeZone: optional(timeZone),
  locale: optional(locale),
  currency: optional(currency),
  renewalWindowDays: optional(renewalWindowDays),
  linkedAccount: optional(linkedAccount),
  financeType: optional(financeType),
};

/** What to change of the settings. What is left out stays; null removes a window of its own and the finance type. */
export const ChangedSettings = {
  name: optional(name),
  timeZone: optional(timeZone),
  locale: optional(locale),
  currency: optional(currency),
  renewalWindowDays: renewalWindowDays.nullish(),
  linkedAccount: optional(linkedAccount),
  financeType: financeType.nullish(),
};

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
