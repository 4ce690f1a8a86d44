// For use cases of other features whose rules depend on the customer.
export { findCustomer, lockCustomer } from './repository.ts';
