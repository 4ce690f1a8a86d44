import type { Dialect } from '../dialect.ts';
import { createTokenOperation } from './oauth.ts';
import { organisationRoutes } from './organisations.ts';
import { userRoutes } from './users.ts';
import { hubVocabulary } from './vocabulary.ts';
import { whoamiRoutes } from './whoami.ts';

const description = `Organisations and their users over HTTP and JSON.

Parameters of different names narrow a list down together; values of one repeated parameter are alternatives. Lists come
in pages, and tell in \`X-Total-Count\` and \`X-Total-Pages\` how much there is. Parameters and members that are not
described are ignored; answers may get more members. Every error is a problem of RFC 9457 with a \`code\`.`;

/** The first REST dialect. Contract: hub. */
export const hub: Dialect = {
  name: 'hub',
  basePath: '/api/v1',
  routes: [...whoamiRoutes, ...organisationRoutes, ...userRoutes],
  info: { title: 'Hub API', version: '1.1.0', description },
  tags: [
    { name: 'Auth', description: 'Tokens, and who they belong to.' },
    { name: 'Organisations', description: 'The tree of organisations, from your own down.' },
    { name: 'Users', description: 'Those who sign in for an organisation.' },
  ],
  answeredElsewhere: { '/oauth/create_token': { post: createTokenOperation } },
  vocabulary: hubVocabulary,
};
