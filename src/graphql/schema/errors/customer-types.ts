import { CustomerInactiveError, CustomerInUseError, CustomerNotFoundError } from '../../../customers/errors.ts';
import { builder } from '../builder.ts';
import { plain } from './interfaces.ts';

/** The errors of customers. */
export const customerErrors = {
  CUSTOMER_NOT_FOUND: builder.objectType(CustomerNotFoundError, {
    ...plain,
    name: 'CustomerNotFoundError',
    description: 'There is no customer with this remote id.',
    fields: (t) => ({ remoteId: t.exposeString('remoteId', { description: 'The remote id that was requested.' }) }),
  }),
  CUSTOMER_INACTIVE: builder.objectType(CustomerInactiveError, {
    ...plain,
    name: 'CustomerInactiveError',
    description: 'The customer is inactive. It cannot receive new first orders or new users.',
    fields: (t) => ({ remoteId: t.exposeString('remoteId', { description: 'Your remote id of the customer.' }) }),
  }),
  CUSTOMER_IN_USE: builder.objectType(CustomerInUseError, {
    ...plain,
    name: 'CustomerInUseError',
    description: 'The customer cannot be removed, because it has orders or users. Archive it instead.',
    fields: (t) => ({
      remoteId: t.exposeString('remoteId', { description: 'Your remote id of the customer.' }),
      orders: t.exposeInt('orders', { description: "The number of the customer's orders." }),
      users: t.exposeInt('users', { description: "The number of the customer's users." }),
    }),
  }),
};
