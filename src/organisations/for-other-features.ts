// For use cases of other features whose rules depend on the organisation.
export { findOrganisation, lockOrganisation, shareLockOrganisation } from './repository.ts';
