import { builder } from '../../builder.ts';
import { ApiKeyConnection } from '../../connections.ts';
import { listed } from '../../listed.ts';
import { ApiKeyFilter, ApiKeySort, apiKeyConditions } from './filter.ts';

builder.queryField('apiKeys', (t) =>
  t.field({
    type: ApiKeyConnection,
    description: 'The API keys of your organisation and its descendants.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: ApiKeyFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({ type: ApiKeySort, description: 'The sort order. The default is the order of creation.' }),
    },
    ...listed('apiKey', apiKeyConditions),
  }),
);
