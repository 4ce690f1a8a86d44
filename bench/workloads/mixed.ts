import { createCustomer } from './create-customer.ts';
import { customerByRemoteId } from './customer-by-remote-id.ts';
import type { Side, Workload } from './workload.ts';

const [read, write] = [customerByRemoteId.sides.graphql, createCustomer.sides.graphql] as [Side, Side];

/** Mostly reads, and a new customer with every twentieth request: for what a process keeps of many requests. */
export const mixed: Workload = {
  name: 'mixed',
  writes: true,
  recorded: false,
  sides: {
    graphql: { ...read, body: (number, facts) => (number % 20 === 0 ? write : read).body(number, facts) },
  },
};
