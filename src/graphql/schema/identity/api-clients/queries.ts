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
    description: 'The API clients that act for the operator, oldest first, including revoked ones.',
  }),
);

builder.prismaObjectField(ApiClientNode, 'operator', (t) =>
  t.relation('operator', { description: 'The operator for which the API client acts.' }),
);

builder.queryField('apiClients', (t) =>
  t.field({
    type: ApiClientConnection,
    description: 'The API clients of the operators of your organisation and its descendants.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: ApiClientFilter, description: 'Filter criteria.' }),
      orderBy: t.arg({ type: ApiClientSort, description: 'The sort order. The default is the order of creation.' }),
    },
    ...listed('apiClient', apiClientConditions),
  }),
);
