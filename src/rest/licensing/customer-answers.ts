import { z } from 'zod';
import type { Customer as OurCustomer } from '../../customers/types.ts';
import { seconds } from './seconds.ts';

export const Customer = z
  .object({
    _id: z.int().describe('Its id.'),
    description: z.string().describe('What was written about it.'),
    email: z.string().describe('The e-mail address of its contact.'),
    name: z.string().describe('The first name of a person, or what people call it.'),
    lastname: z.string().describe('The last name of a person.'),
    companyname: z.string().describe('The name of the company; empty for a person.'),
    phone: z.string().describe('The phone number of its contact.'),
    status: z.literal([0, 1]).describe('Whether it is active: 1 if it is, 0 if it gets no new orders and users.'),
    archived: z.boolean().describe('Whether it is archived.'),
    archivationdate: z.int().min(0).describe('Since when it is archived, in Unix seconds; 0 if it is not.'),
    crmid: z.string().describe('Its id in your CRM.'),
    refid: z.string().describe('Your reference to it.'),
  })
  .meta({
    id: 'Customer',
    description: 'A customer of yours. What is not known is empty or 0.',
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
