import { type ProblemMessages, problemMessages } from '../problem-words.ts';

/** What this dialect says of the errors of our domain: its callers know customers by our ids. */
export const licensingErrorMessages: ProblemMessages = {
  ...problemMessages,
  CUSTOMER_NOT_FOUND: {
    status: 404,
    detail: () => 'You have no customer of this id. GET /v1.0/customers lists those that there are.',
  },
  CUSTOMER_IN_USE: {
    status: 409,
    detail: ({ orders, users }) =>
      `The customer has orders (${orders}) or users (${users}), which would be lost with it. Archive it instead: PUT {"archived": true} to this path.`,
  },
};

/** What the members of our domain are called in what is sent here. */
export const licensingNames: Readonly<Record<string, string>> = {
  name: 'customerName',
  lastName: 'customerLastName',
  companyName: 'customerCompanyName',
  description: 'customerDescription',
  email: 'customerEmail',
  phone: 'customerPhone',
};
