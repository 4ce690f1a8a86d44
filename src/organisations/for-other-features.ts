// For the use cases of other features, which decide by the organisation too.
export { findOrganisation, lockOrganisation, shareLockOrganisation } from './repository.ts';
