import { createCustomer } from './create-customer.ts';
import { createFirstOrder } from './create-first-order.ts';
import { createRenewalOrder } from './create-renewal-order.ts';
import { customerByRemoteId } from './customer-by-remote-id.ts';
import { deepPage } from './deep-page.ts';
import { filteredList } from './filtered-list.ts';
import { mixed } from './mixed.ts';
import { nested50 } from './nested-50.ts';
import type { Workload } from './workload.ts';

/** What is measured side by side, in the order of the tables. */
export const workloads: readonly Workload[] = [
  createCustomer,
  createFirstOrder,
  createRenewalOrder,
  customerByRemoteId,
  nested50,
  filteredList,
  deepPage,
];

/** Any workload by its name, those that are no part of the tables included. */
export function workloadNamed(name: string): Workload {
  const found = [...workloads, mixed].find((workload) => workload.name === name);
  if (found === undefined) throw new Error(`There is no workload ${name}.`);
  return found;
}
