import { builder } from '../../builder.ts';
import { connection } from '../../connection.ts';
import { RoleConnection } from '../../connections.ts';
import { listed } from '../../listed.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { conditionsOf, RoleFilter, RoleSort } from './filter.ts';
import { RoleNode } from './type.ts';

builder.prismaObjectField(OrganisationNode, 'roles', (t) =>
  t.relatedConnection(
    'roles',
    {
      ...connection,
      totalCount: true,
      description: 'The roles that its operators can have, oldest first.',
      query: { orderBy: { id: 'asc' } },
    },
    RoleConnection,
  ),
);

builder.queryField('roles', (t) =>
  t.prismaConnection(
    {
      ...connection,
      type: RoleNode,
      description: 'The roles of your organisation and of those below it.',
      args: {
        filter: t.arg({ type: RoleFilter, description: 'Which roles.' }),
        orderBy: t.arg({
          type: RoleSort,
          description: 'How they are sorted; in the order of their creation unless said.',
        }),
      },
      ...listed('role', conditionsOf),
    },
    RoleConnection,
  ),
);
