import { OrganisationNotFoundError } from '../organisations/errors.ts';
import { InvalidInputError } from '../shared/input.ts';
import { PermissionDeniedError } from '../shared/permission-checks.ts';
import { AuditTrailTooLongError } from './errors.ts';

/** The errors of each verb of this feature. */
export const auditVerbErrors = {
  verifyAuditTrail: [InvalidInputError, PermissionDeniedError, OrganisationNotFoundError, AuditTrailTooLongError],
};
