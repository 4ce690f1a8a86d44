import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';

export const organisationErrorMessages = {
  ORGANISATION_NOT_FOUND: () =>
    'No organisation with this id exists at or below yours. Use an id from the list of organisations.',
  ORGANISATION_ARCHIVED: ({ organisationId }) =>
    `Organisation ${organisationId} is archived. Nothing can be created, moved or restored in an archived organisation. Restore the organisation first.`,
  OWN_ORGANISATION: () =>
    "You can't move, archive or restore your own organisation. Ask an organisation above yours to do it.",
  NOT_ARCHIVED_BELOW: ({ count }) =>
    count === 1
      ? '1 organisation below this one is not archived. Archive it first.'
      : `${count} organisations below this one are not archived. Archive them first, from the lowest level upwards.`,
  MOVE_BELOW_ITSELF: () =>
    "An organisation can't be moved below itself or below one of its descendants. Choose another parent.",
  MOVE_ACROSS_CLOCKS: () =>
    "An organisation can't be moved between a sandbox and a real tree, or between two sandboxes. Choose a parent in the same tree.",
} satisfies Partial<DomainErrorMessages>;
