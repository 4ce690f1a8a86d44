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
// The present codes of ISO 4217, without metals and test codes. Intl also lists withdrawn codes, such as HRK.
const currency = z.string(wantedCurrency).refine((code) => Object.hasOwn(currencies, code), wantedCurrency);
const renewalWindowDays = z.int(wantedWindow).min(0, wantedWindow).max(3650, wantedWindow);
const linkedAccount = z.boolean(expected('true or false'));
const financeType = text(50, 'NAME');

/** The settings of a new organisation. Absent ones are inherited from the parent, or not set. */
export const NewSettings = {
  name,
  timeZone: optional(timeZone),
  locale: optional(locale),
  currency: optional(currency),
  renewalWindowDays: optional(renewalWindowDays),
  linkedAccount: optional(linkedAccount),
  financeType: optional(financeType),
};

/** The changes to the settings. Absent members stay unchanged. Null removes the renewal window or the finance type. */
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
