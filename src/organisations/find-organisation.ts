// For the use cases of other features.
export { findOrganisation } from './repository.ts';
