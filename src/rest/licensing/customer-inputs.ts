import { z } from 'zod';
import type { CreateCustomerInput } from '../../customers/create-customer.ts';
import { adminTexts, profileTexts } from '../../customers/profile-lengths.ts';
import type { CustomerChanges } from '../../customers/rules.ts';
import { isObject } from '../../http/content.ts';
import { email, expected, expectedNumber, optional, possiblyEmptyText } from '../../shared/input.ts';

const status = z.literal([0, 1], expectedNumber('0 or 1'));
const writing = (member: keyof typeof profileTexts) => {
  const [maxLength, use] = profileTexts[member];
  return optional(possiblyEmptyText(maxLength, use));
};

const members = {
  customerName: writing('name').describe('The first name of a person, or a display name.'),
  customerLastName: writing('lastName').describe('The last name of a person.'),
  customerEmail: optional(email).describe('The e-mail address of the contact. Tenure sends nothing to it.'),
  customerCompanyName: writing('companyName').describe(
    'The company name. A customer without a company name is a person.',
  ),
  customerPhone: optional(possiblyEmptyText(...adminTexts.phone)).describe('The phone number of the contact.'),
  customerDescription: writing('description').describe('A description of the customer.'),
  customerStatus: optional(status).describe(
    'The status: 1 for an active customer, 0 for an inactive one. Inactive customers cannot get first orders or new users.',
  ),
  archived: optional(z.boolean(expected('true or false'))).describe('Whether the customer is archived.'),
  crmId: writing('crmId').describe('The id of the customer in your CRM. It need not be unique.'),
  refId: writing('refId').describe('Your reference for the customer. It need not be unique.'),
};

const examples = [
  {
    customerName: 'Peter',
    customerLastName: 'Petrov',
    customerEmail: 'peter@example.com',
    customerCompanyName: 'Widgets Ltd',
    customerStatus: 1,
  },
];

export const ChangeCustomer = z.object(members, expected('an object')).meta({
  id: 'ChangeCustomer',
  description: 'The changes to a customer. Members that are left out stay unchanged. Empty text removes the value.',
  examples,
});

export const CreateCustomer = z
  .object({ ...members, customerEmail: email.describe(members.customerEmail.description ?? '') }, expected('an object'))
  .meta({
    id: 'CreateCustomer',
    description:
      'A new customer. At least one of the three names is required. By default the customer is active and not archived.',
    examples,
  });

type Sent = z.output<typeof ChangeCustomer>;

/** Contract: licensing C3. */
export function toCreation(sent: z.output<typeof CreateCustomer>): CreateCustomerInput {
  return {
    name: sent.customerName ?? '',
    lastName: sent.customerLastName || undefined,
    companyName: sent.customerCompanyName || undefined,
    description: sent.customerDescription || undefined,
    crmId: sent.crmId || undefined,
    refId: sent.refId || undefined,
    admin: { email: sent.customerEmail, phone: sent.customerPhone || undefined },
    ...standing(sent),
  };
}

/** Contract: licensing C4. */
export function toChanges(sent: Sent): CustomerChanges {
  return {
    name: sent.customerName,
    lastName: orNothing(sent.customerLastName),
    companyName: orNothing(sent.customerCompanyName),
    description: orNothing(sent.customerDescription),
    crmId: orNothing(sent.crmId),
    refId: orNothing(sent.refId),
    admin: { email: sent.customerEmail, phone: orNothing(sent.customerPhone) },
    ...standing(sent),
  };
}

function standing({ customerStatus, archived }: Pick<Sent, 'customerStatus' | 'archived'>) {
  return { isActive: customerStatus === undefined ? undefined : customerStatus === 1, isArchived: archived };
}

/** Empty text stands for nothing. */
function orNothing(text: string | undefined): string | null | undefined {
  return text === '' ? null : text;
}

/**
 * The documents put a space before the name of a member, once: what is meant is the name without it. Where a member is
 * spelled both ways, the right spelling is what counts.
 */
export function withoutStraySpaces(body: unknown): unknown {
  if (!isObject(body)) return body;
  const trimmed = Object.entries(body).map(([name, value]) => [name.trim(), value]);
  return { ...Object.fromEntries(trimmed), ...body };
}
