/** The verbs of this feature that record an event, with the description of the event. */
export const organisationEventVerbs = {
  createOrganisation: { description: 'An organisation was created.' },
  updateOrganisation: { description: 'The name or the settings of an organisation were changed.' },
  moveOrganisation: { description: 'An organisation and its descendants were moved.' },
  archiveOrganisation: { description: 'An organisation was archived.' },
  restoreOrganisation: { description: 'An archived organisation was restored.' },
} as const;

type OrganisationEventVerbs = typeof organisationEventVerbs;

declare module '../events/types.ts' {
  interface EventVerbs extends OrganisationEventVerbs {}
}
