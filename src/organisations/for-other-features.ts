// For the use cases of other features, which decide by the organisation too.
export { findOrganisation, holdOrganisation, lockOrganisation } from './repository.ts';
