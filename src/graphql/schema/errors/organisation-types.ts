import {
  MoveBelowItselfError,
  NotArchivedBelowError,
  OrganisationArchivedError,
  OrganisationNotFoundError,
  OwnOrganisationError,
} from '../../../organisations/errors.ts';
import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import { plain } from './interfaces.ts';

/** The errors of organisations. */
export const organisationErrors = {
  ORGANISATION_NOT_FOUND: builder.objectType(OrganisationNotFoundError, {
    ...plain,
    name: 'OrganisationNotFoundError',
    description: 'There is no such organisation among your organisation and its descendants.',
  }),
  ORGANISATION_ARCHIVED: builder.objectType(OrganisationArchivedError, {
    ...plain,
    name: 'OrganisationArchivedError',
    description: 'The organisation is archived. Nothing new can be created in it.',
    fields: (t) => ({
      organisationId: t.id({
        description: 'The `id` of the archived organisation: that of the request or an ancestor of it.',
        resolve: (error) => encodeGlobalId('Organisation', error.organisationId),
      }),
    }),
  }),
  OWN_ORGANISATION: builder.objectType(OwnOrganisationError, {
    ...plain,
    name: 'OwnOrganisationError',
    description: 'You cannot move, archive or restore your own organisation.',
  }),
  NOT_ARCHIVED_BELOW: builder.objectType(NotArchivedBelowError, {
    ...plain,
    name: 'NotArchivedBelowError',
    description: 'The organisation has descendants that are not archived.',
    fields: (t) => ({
      count: t.exposeInt('count', { description: 'The number of descendants that are not archived.' }),
    }),
  }),
  MOVE_BELOW_ITSELF: builder.objectType(MoveBelowItselfError, {
    ...plain,
    name: 'MoveBelowItselfError',
    description: 'An organisation cannot be moved below itself or below one of its descendants.',
  }),
};
