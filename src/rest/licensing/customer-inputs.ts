import { z } from 'zod';
import type { CreateCustomerInput } from '../../customers/create-customer.ts';
import { customerContact, customerProfile } from '../../customers/profile.ts';
import type { CustomerChanges } from '../../customers/rules.ts';
import type { CustomerProfile } from '../../customers/types.ts';
import { isObject } from '../../http/content.ts';
import { email, expected, expectedNumber, optional, possiblyEmptyText } from '../../shared/input.ts';
import { namesOf } from '../../shared/members.ts';
import { memberName } from '../../shared/vocabulary.ts';
import { licensingVocabulary } from './vocabulary.ts';

const status = z.literal([0, 1], expectedNumber('0 or 1'));
const profileNames = namesOf(customerProfile);

/** Returns the name of a member in requests, such as `customerName` for `name`. */
const sentName = (member: string) => memberName(licensingVocabulary, member);

const profile = Object.fromEntries(
  profileNames.map((name) => {
    const { maxLength, use, description } = customerProfile[name];
    return [sentName(name), optional(possiblyEmptyText(maxLength, use)).describe(description)];
  }),
);

const { maxLength, use, description } = customerContact.phone;

const members = {
  ...profile,
  customerEmail: optional(email).describe(customerContact.email.description),
  customerPhone: optional(possiblyEmptyText(maxLength, use)).describe(description),
  customerStatus: optional(status).describe(
    'The status: 1 for an active customer, 0 for an inactive one. Inactive customers cannot get first orders or new users.',
  ),
  archived: optional(z.boolean(expected('true or false'))).describe('Whether the customer is archived.'),
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
  .object({ ...members, customerEmail: email.describe(customerContact.email.description) }, expected('an object'))
  .meta({
    id: 'CreateCustomer',
    description:
      'A new customer. At least one of the three names is required. By default the customer is active and not archived.',
    examples,
  });

type Sent = z.output<typeof ChangeCustomer>;
type SentTexts = Readonly<Record<string, unknown>>;

/** Contract: licensing C3. */
export function toCreation(sent: z.output<typeof CreateCustomer>): CreateCustomerInput {
  return {
    ...(profileOf(sent, (text) => text || undefined) as Partial<CreateCustomerInput>),
    name: textOf(sent, 'name') ?? '',
    admin: { email: sent.customerEmail, phone: sent.customerPhone || undefined },
    ...stateOf(sent),
  };
}

/** Contract: licensing C4. */
export function toChanges(sent: Sent): CustomerChanges {
  return {
    ...(profileOf(sent, orNull) as Partial<CustomerProfile>),
    name: textOf(sent, 'name'),
    admin: { email: sent.customerEmail, phone: orNull(sent.customerPhone) },
    ...stateOf(sent),
  };
}

/** Returns the members of the profile by their names in the domain. */
function profileOf<Value>(sent: SentTexts, toValue: (text: string | undefined) => Value) {
  return Object.fromEntries(profileNames.map((name) => [name, toValue(textOf(sent, name))]));
}

function textOf(sent: SentTexts, member: string): string | undefined {
  return sent[sentName(member)] as string | undefined;
}

function stateOf({ customerStatus, archived }: Pick<Sent, 'customerStatus' | 'archived'>) {
  return { isActive: customerStatus === undefined ? undefined : customerStatus === 1, isArchived: archived };
}

/** Empty text means that the customer has no value. */
function orNull(text: string | undefined): string | null | undefined {
  return text === '' ? null : text;
}

/**
 * Removes spaces around the names of members, because the documentation shows a name with a leading space. If a request
 * has a name with and without spaces, the one without spaces has precedence.
 */
export function withoutStraySpaces(body: unknown): unknown {
  if (!isObject(body)) return body;
  const trimmed = Object.entries(body).map(([name, value]) => [name.trim(), value]);
  return { ...Object.fromEntries(trimmed), ...body };
}
