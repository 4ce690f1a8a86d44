import { z } from 'zod';
import type { Customer as OurCustomer } from '../../customers/types.ts';
import { seconds } from './seconds.ts';

export const Customer = z
  .object({
    _id: z.int().describe('The id of the customer.'),
    description: z.string().describe('A description of the customer.'),
    email: z.string().describe('The e-mail address of the contact.'),
    name: z.string().describe('The first name of a person, or a display name.'),
    lastname: z.string().describe('The last name of a person.'),
    companyname: z.string().describe('The company name; empty for a person.'),
    phone: z.string().describe('The phone number of the contact.'),
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
    crmid: z.string().describe('The id of the customer in your CRM.'),
    refid: z.string().describe('Your reference for the customer.'),
  })
  .meta({
    id: 'Customer',
    description: 'A customer of your organisation. Unknown values are empty or 0.',
    examples: [
      {
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
        refid: '',
      },
    ],
  });

/** Answers wrap what they hold by its noun. */
export const WrappedCustomer = z.object({ customer: Customer.describe('The customer.') });
export const WrappedCustomers = z.object({ customers: z.array(Customer).describe('The customers of this page.') });

/** Contract: licensing C1. */
export function toCustomer(customer: OurCustomer): z.output<typeof Customer> {
  const { id, admin, name, lastName, companyName, description, crmId, refId, isActive, archivedAt } = customer;
  return {
    _id: id,
    description: description ?? '',
    email: admin.email,
    name,
    lastname: lastName ?? '',
    companyname: companyName ?? '',
    phone: admin.phone ?? '',
    status: isActive ? 1 : 0,
    archived: archivedAt !== null,
    archivationdate: seconds(archivedAt),
    crmid: crmId ?? '',
    refid: refId ?? '',
  };
}
