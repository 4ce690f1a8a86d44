import { z } from 'zod';
import { customerContact, customerProfile } from '../../customers/profile.ts';
import type { Customer as OurCustomer } from '../../customers/types.ts';
import { namesOf } from '../../shared/members.ts';
import { inDocumentOrder } from '../document-order.ts';
import { seconds } from './seconds.ts';

const profileNames = namesOf(customerProfile);

/** Responses write the names of members in lower case. */
const profile = Object.fromEntries(
  profileNames.map((name) => [name.toLowerCase(), z.string().describe(customerProfile[name].description)]),
);

/** The members in the order of the documentation. */
const documented = [
  ...['_id', 'description', 'email', 'name', 'lastname', 'companyname', 'phone'],
  ...['status', 'archived', 'archivationdate'],
];

export const Customer = z
  .object(
    inDocumentOrder(documented, {
      _id: z.int().describe('The id of the customer.'),
      ...profile,
      email: z.string().describe(customerContact.email.description),
      phone: z.string().describe(customerContact.phone.description),
      status: z
        .literal([0, 1])
        .describe(
          'The status: 1 for an active customer, 0 for an inactive one. Inactive customers cannot get first orders or new users.',
        ),
      archived: z.boolean().describe('Whether the customer is archived.'),
      archivationdate: z
        .int()
        .min(0)
        .describe('The time of archiving, in Unix seconds; 0 if the customer is not archived.'),
    }),
  )
  .meta({
    id: 'Customer',
    description: 'A customer of your organisation. Unknown values are empty or 0.',
    examples: [
      inDocumentOrder(documented, {
        ...Object.fromEntries(profileNames.map((name) => [name.toLowerCase(), ''])),
        _id: 8,
        description: 'Met at the fair',
        email: 'peter@example.com',
        name: 'Peter',
        lastname: 'Petrov',
        companyname: 'Widgets Ltd',
        phone: '+7 812 1234567',
        status: 1,
        archived: false,
        archivationdate: 0,
        crmid: 'C-17',
      }),
    ],
  });

/** Each response is an object with one member, named after its content. */
export const WrappedCustomer = z.object({ customer: Customer.describe('The customer.') });
export const WrappedCustomers = z.object({ customers: z.array(Customer).describe('The customers of this page.') });

/** Contract: licensing C1. */
export function toCustomer(customer: OurCustomer): z.output<typeof Customer> {
  const { id, admin, isActive, archivedAt } = customer;
  const texts = profileNames.map((name) => [name.toLowerCase(), customer[name] ?? '']);
  return inDocumentOrder(documented, {
    _id: id,
    ...Object.fromEntries(texts),
    email: admin.email,
    phone: admin.phone ?? '',
    status: isActive ? 1 : 0,
    archived: archivedAt !== null,
    archivationdate: seconds(archivedAt),
  });
}
