import type { Dialect } from '../dialect.ts';
import { createTokenOperation } from './oauth.ts';
import { organisationRoutes } from './organisations.ts';
import { userRoutes } from './users.ts';
import { hubVocabulary } from './vocabulary.ts';
import { whoamiRoutes } from './whoami.ts';

const description = `Organisations and their users over HTTP and JSON.

A list returns the items that match all its parameters. A repeated parameter matches any of its values. Lists are
paginated; the headers \`X-Total-Count\` and \`X-Total-Pages\` give their size. The API ignores parameters and members that
it does not describe. Responses may get new members. Errors are problem details (RFC 9457) with a \`code\`.`;

/** The Hub API. Contract: hub. */
export const hub: Dialect = {
  name: 'hub',
  basePath: '/api/v1',
  routes: [...whoamiRoutes, ...organisationRoutes, ...userRoutes],
  info: { title: 'Hub API', version: '1.1.0', description },
  tags: [
    { name: 'Auth', description: 'Access tokens, and the identity of the caller.' },
    { name: 'Organisations', description: 'Your organisation and the organisations below it.' },
    { name: 'Users', description: 'People who sign in for an organisation.' },
  ],
  answeredElsewhere: { '/oauth/create_token': { post: createTokenOperation } },
  vocabulary: hubVocabulary,
};
