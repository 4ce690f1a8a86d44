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
  customerName: writing('name').describe('The first name of a person, or what people call it.'),
  customerLastName: writing('lastName').describe('The last name of a person.'),
  customerEmail: optional(email).describe('The e-mail address of its contact. Nothing is sent there.'),
  customerCompanyName: writing('companyName').describe('The name of the company; who has none is a person.'),
  customerPhone: optional(possiblyEmptyText(...adminTexts.phone)).describe('The phone number of its contact.'),
  customerDescription: writing('description').describe('What you write about it.'),
  customerStatus: optional(status).describe('Whether it is active: 1 if it is, 0 if it gets no new orders and users.'),
  archived: optional(z.boolean(expected('true or false'))).describe('Whether it is archived.'),
  crmId: writing('crmId').describe('Its id in your CRM. It need not be unique.'),
  refId: writing('refId').describe('Your reference to it. It need not be unique.'),
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
  description: 'What to change of a customer. What is left out stays; empty text removes what was there.',
  examples,
});

export const CreateCustomer = z
  .object({ ...members, customerEmail: email.describe(members.customerEmail.description ?? '') }, expected('an object'))
  .meta({
    id: 'CreateCustomer',
    description: 'A new customer. One of the three names says who it is; it is active and not archived unless said.',
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
