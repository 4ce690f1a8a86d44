/** The verbs of this feature that record an event, with the description of the event. */
export const apiClientEventVerbs = {
  createApiClient: { description: 'An API client was created.' },
  rotateApiClientSecret: { description: 'A new secret of an API client was created.' },
  revokeApiClient: { description: 'An API client and all its tokens were revoked.' },
} as const;

type ApiClientEventVerbs = typeof apiClientEventVerbs;

declare module '../events/types.ts' {
  interface EventVerbs extends ApiClientEventVerbs {}
}
