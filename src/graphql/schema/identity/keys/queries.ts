import { builder } from '../../builder.ts';
import { ApiKeyConnection } from '../../connections.ts';
import { listed } from '../../listed.ts';
import { ApiKeyFilter, ApiKeySort, apiKeyConditions } from './filter.ts';

builder.queryField('apiKeys', (t) =>
  t.field({
    type: ApiKeyConnection,
    description: 'The keys of your organisation and of those below it, without what makes them keys.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: ApiKeyFilter, description: 'Which keys.' }),
      orderBy: t.arg({ type: ApiKeySort, description: 'How they are sorted; as they were made unless said.' }),
    },
    ...listed('apiKey', apiKeyConditions),
  }),
);
