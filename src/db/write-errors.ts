import { InvalidInputError } from '../shared/input.ts';
import { PermissionDeniedError } from '../shared/permission-checks.ts';
import { ConflictError } from './errors.ts';

/** The errors of every verb that writes. */
export const writeErrors = [InvalidInputError, PermissionDeniedError, ConflictError];
