import { builder } from '../../builder.ts';
import { ApiClientConnection } from '../../connections.ts';
import { listed } from '../../listed.ts';
import { relatedList } from '../../related.ts';
import { OperatorNode } from '../operators/type.ts';
import { ApiClientFilter, ApiClientSort, apiClientConditions } from './filter.ts';
import { ApiClientNode } from './type.ts';

builder.prismaObjectField(OperatorNode, 'apiClients', (t) =>
  relatedList(t, 'apiClients', {
    type: ApiClientConnection,
    description: 'The API clients that act for it, oldest first, revoked ones too.',
  }),
);

builder.prismaObjectField(ApiClientNode, 'operator', (t) =>
  t.relation('operator', { description: 'The operator for whom it acts.' }),
);

builder.queryField('apiClients', (t) =>
  t.field({
    type: ApiClientConnection,
    description: 'The API clients of the operators of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: ApiClientFilter, description: 'Which API clients.' }),
      orderBy: t.arg({ type: ApiClientSort, description: 'How they are sorted; as they were made unless said.' }),
    },
    ...listed('apiClient', apiClientConditions),
  }),
);
