// For the use cases of other features, which decide by the customer too.
export { findCustomer, lockCustomer } from './repository.ts';
