import { emailAddress, namesOf, optionalText, requiredText, type ValuesOf } from '../shared/members.ts';

// The members of a customer that `createCustomer` and `updateCustomer` write. A new member is declared here;
// `.github/CONTRIBUTING.md` lists the other files that it needs.

/** The profile. The index entries of sorted lists hold the three names, in any script, which limits their lengths. */
export const customerProfile = {
  name: requiredText(255, 'NAME', "The customer's name. For a person with a last name, the first name."),
  lastName: optionalText(100, 'NAME', 'The last name of a person.'),
  companyName: optionalText(255, 'NAME', 'The name of the company. A customer without a company name is a person.'),
  description: optionalText(2000, 'PROSE', 'Your description of the customer.'),
  crmId: optionalText(255, 'ID', "The customer's id in your CRM. It need not be unique."),
  refId: optionalText(255, 'ID', 'Your reference for the customer. It need not be unique.'),
};

/** The contact. It is not a user, takes no seat and need not be unique. */
export const customerContact = {
  email: emailAddress('The e-mail address. No e-mail is sent to it.'),
  phone: optionalText(50, 'NAME', 'The phone number.'),
  displayName: optionalText(255, 'NAME', 'The display name.'),
};

/** The contact of a customer. */
export type CustomerAdmin = ValuesOf<typeof customerContact>;

/** The contact as the table stores it: `adminPhone` for `phone`. */
export type ContactRow = {
  readonly [Name in keyof CustomerAdmin as ContactColumn<Name>]: CustomerAdmin[Name];
};
type ContactColumn<Name extends string> = `admin${Capitalize<Name>}`;

const contactNames = namesOf(customerContact);

function contactColumn<Name extends keyof CustomerAdmin>(name: Name): ContactColumn<Name> {
  return `admin${name.charAt(0).toUpperCase()}${name.slice(1)}` as ContactColumn<Name>;
}

export const contactColumns = contactNames.map(contactColumn);

/** A Prisma selection of the contact. */
export const selectedContact = Object.fromEntries(contactColumns.map((column) => [column, true])) as {
  readonly [Column in keyof ContactRow]: true;
};

export function contactOf(row: ContactRow): CustomerAdmin {
  return Object.fromEntries(contactNames.map((name) => [name, row[contactColumn(name)]])) as CustomerAdmin;
}

export function contactRowOf(admin: CustomerAdmin): ContactRow {
  return Object.fromEntries(contactNames.map((name) => [contactColumn(name), admin[name]])) as ContactRow;
}
