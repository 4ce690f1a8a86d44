import { InvalidInputError } from '../shared/input.ts';
import { isNamed } from './rules.ts';
import type { Customer } from './types.ts';

/** @throws {InvalidInputError} if the customer has no name, last name or company name */
export function checkNamed(customer: Pick<Customer, 'name' | 'lastName' | 'companyName'>): void {
  if (isNamed(customer)) return;
  const message = 'expected a name, a last name or the name of a company, found none of them';
  throw new InvalidInputError([{ path: ['name'], message }]);
}
